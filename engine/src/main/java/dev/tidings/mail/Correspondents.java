package dev.tidings.mail;

import java.util.List;
import java.util.stream.Stream;

/// Whom the reader sees the mail coming from and going to. This is the letterhead, not the envelope: who
/// really gets a copy is the delivery's affair.
///
/// @param from    the author
/// @param to      may be empty, for a mail that does not name its readers
/// @param cc      may be empty
/// @param replyTo where answers go, if not to the author
public record Correspondents(Mailbox from, List<Mailbox> to, List<Mailbox> cc, List<Mailbox> replyTo) {
    public Correspondents {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        replyTo = List.copyOf(replyTo);
    }

    public static Correspondents of(Mailbox from, Mailbox to) {
        return new Correspondents(from, List.of(to), List.of(), List.of());
    }

    public Stream<Mailbox> all() {
        return Stream.of(List.of(from), to, cc, replyTo).flatMap(List::stream);
    }
}
