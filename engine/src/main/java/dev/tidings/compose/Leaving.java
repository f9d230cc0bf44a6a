package dev.tidings.compose;

import dev.tidings.mail.Address;
import dev.tidings.mail.Header;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Settings.Rehearsal;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Unsubscribe;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// How the reader of one mail leaves: its link, and what the mail says of it.
///
/// @param links empty where there is no address or no key
record Leaving(Optional<LeaveLinks> links, Rehearsal rehearsal) {

    /// Empty where readers cannot leave by themselves. A copy for the test mailbox is that mailbox's to leave:
    /// whoever tries its link keeps no mail from the person it was meant for.
    Optional<URI> link(Notification notification, Occurrence occurrence, Addressee addressee) throws Unfitness {
        if (notification.deliver().unsubscribe() == Unsubscribe.NONE) return Optional.empty();
        Address address = occurrence.stage() == Stage.TEST
                ? rehearsal.testMailbox().orElse(addressee.recipient().mailbox().address())
                : addressee.recipient().mailbox().address();
        return Optional.of(links.orElseThrow(() -> new Unfitness(
                        "unsubscribe", "the mail is to have a link to leave by, and tidings.yaml has no web.public"))
                .link(new Leaver(address, Optional.of(notification.id()))));
    }

    /// As the template knows it: the page speaks the reader's language, where theirs is known.
    static String shown(URI link, Addressee addressee) {
        return addressee
                .recipient()
                .locale()
                .map(locale -> link + "?lang=" + locale.toLanguageTag())
                .orElse(link.toString());
    }

    /// RFC 8058 §3.1.
    static List<Header> headers(URI link) {
        return List.of(
                new Header("List-Unsubscribe", "<" + link + ">"),
                new Header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
}
