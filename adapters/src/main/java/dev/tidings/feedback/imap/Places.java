package dev.tidings.feedback.imap;

import dev.tidings.ledger.Ledger;
import java.time.Duration;
import java.util.Optional;

/// What all nodes of an installation know together of its mailboxes.
public interface Places {
    /// How far it has been read; empty when nobody has begun.
    Optional<Place> of(String mailbox);

    void note(String mailbox, Place place);

    /// Takes or keeps the duty to read it, for so long. Two who read it at once do no harm, but work twice.
    ///
    /// @return false when another node has it
    boolean onDuty(String mailbox, Duration atMost);

    static Places in(Ledger ledger) {
        return new Places() {
            @Override
            public Optional<Place> of(String mailbox) {
                return ledger.bookmark(reader(mailbox)).map(Place::of);
            }

            @Override
            public void note(String mailbox, Place place) {
                ledger.bookmark(reader(mailbox), place.position());
            }

            @Override
            public boolean onDuty(String mailbox, Duration atMost) {
                return ledger.onDuty(reader(mailbox), atMost);
            }

            private String reader(String mailbox) {
                return "mailbox " + mailbox;
            }
        };
    }
}
