package dev.tidings.notification;

import dev.tidings.mail.Address;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What comes back: to which address, and what follows.
///
/// @param home      empty where mail comes back to its sender, and nobody here reads it
/// @param reactions where a notification says nothing else
/// @param stopWhen  where a notification says nothing else
/// @param webhooks  providers that tell by HTTP
/// @param ways      by which it comes in as mail
public record Bounces(
        Optional<Home> home,
        Reactions reactions,
        List<StopWhen> stopWhen,
        Map<WebhookProvider, WebhookSpec> webhooks,
        Ways ways) {
    public static final Bounces UNREAD = new Bounces(Optional.empty(), Reactions.USUAL, List.of());

    public Bounces {
        stopWhen = List.copyOf(stopWhen);
        webhooks = Map.copyOf(webhooks);
    }

    /// Of which nothing comes in.
    public Bounces(Optional<Home> home, Reactions reactions, List<StopWhen> stopWhen) {
        this(home, reactions, stopWhen, Map.of(), Ways.NONE);
    }

    /// Whether anything of what comes back is read, as far as is written.
    public boolean read() {
        return !ways.equals(Ways.NONE) || !webhooks.isEmpty();
    }

    /// Where mail comes back to, and nobody reads it.
    public Optional<Address> unread() {
        return home.map(Home::address).filter(_ -> !read());
    }

    /// @param mailboxes each another one
    public record Ways(List<MailboxSpec> mailboxes, Optional<ListenSpec> listen) {
        public static final Ways NONE = new Ways(List.of(), Optional.empty());

        public Ways {
            mailboxes = List.copyOf(mailboxes);
        }
    }

    /// @param address each mail has one of its own made from it: `bounces+…@example.com`
    /// @param keys    what those are signed with; the first signs, all of them are believed
    public record Home(Address address, List<Secret> keys) {
        /// Characters before the `@`: the rest of the 64 that there may be is for what makes it a mail's own.
        public static final int LOCAL_MAX = 16;

        public Home {
            keys = List.copyOf(keys);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("return addresses are signed");
            }
            if (address.local().length() > LOCAL_MAX) {
                throw new IllegalArgumentException("at most %d characters before the @".formatted(LOCAL_MAX));
            }
        }
    }
}
