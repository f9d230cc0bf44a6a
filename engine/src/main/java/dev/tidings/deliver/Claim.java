package dev.tidings.deliver;

import dev.tidings.audience.Recipient;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Trace;
import java.time.Instant;

/// A delivery in somebody's hands for a while.
///
/// @param delivery its row in the ledger
/// @param fence    another one with every claim of this delivery; an earlier one can write nothing any more
/// @param attempt  the number of the attempt that this claim is for, from 1
/// @param due      when this recipient's mail became due; its Date
public record Claim(
        long delivery,
        long fence,
        int attempt,
        Occurrence occurrence,
        Recipient recipient,
        Instant due,
        Progress progress) {

    /// What earlier attempts left behind.
    ///
    /// @param retries           how many of the message's retries are used up
    /// @param road              the [Lane] it waits in
    /// @param expires           when the message is no longer worth sending
    /// @param possibleDuplicate an earlier attempt may have arrived
    public record Progress(int retries, String road, Instant expires, boolean possibleDuplicate) {}

    /// Where the mail goes, in lower case.
    public String domain() {
        return recipient.mailbox().address().domain();
    }

    public Trace trace() {
        return recipient.delivery(recipient.mail(occurrence.trace()));
    }
}
