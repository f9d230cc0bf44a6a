package dev.tidings.compose;

import dev.tidings.mail.Address;
import dev.tidings.notification.Revision;
import java.util.Optional;

/// What composing one recipient's message came to.
public sealed interface Composition {
    /// A message, ready to be handed over.
    ///
    /// @param sender   envelope sender
    /// @param receiver envelope recipient: the person, or the test mailbox
    /// @param content  RFC 5322 octets, lines ended by CRLF
    /// @param revision of the notification that it was composed with; empty of one that none made
    record Composed(Address sender, Address receiver, String subject, byte[] content, Optional<Revision> revision)
            implements Composition {
        public Composed(Address sender, Address receiver, String subject, byte[] content) {
            this(sender, receiver, subject, content, Optional.empty());
        }

        /// The same, coming back to another address.
        public Composed from(Address other) {
            return new Composed(other, receiver, subject, content, revision);
        }

        public Composed by(Revision other) {
            return new Composed(sender, receiver, subject, content, Optional.of(other));
        }
    }

    /// Will not do as it stands: a check failed. Somebody has to mend a template, a file or a row.
    ///
    /// @param rule the check's name: `variable`, `subject`, `body size`, `attachment` …
    /// @param why  the value and the limit
    record Unfit(String rule, String why) implements Composition {}

    /// Could not be composed just now, because a source did not answer.
    record Unready(String why) implements Composition {}
}
