package dev.tidings.server.answer;

import dev.tidings.audience.CopyOf;
import dev.tidings.deliver.Lane;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import java.time.Instant;
import java.util.Optional;

/// A mail on its way to one person.
///
/// @param occurrence        its occurrence's id
/// @param key               tells one person from another; of a copy: whose mail it is
/// @param address           as it stood in the row, which may be no address at all
/// @param why               the last word on it: a reply, a failed check, a person's decision
/// @param road              the transport it goes by
/// @param domain            whose turn it waits for on that road, with others; null when it waits as everybody does
/// @param next              of a waiting one: when it goes at the earliest
/// @param expires           no longer worth sending from then on
/// @param possibleDuplicate more than one copy may have arrived
/// @param copy              whose mail it is a copy of; null for a person's own
public record DeliveryAnswer(
        long id,
        long occurrence,
        String notification,
        String trace,
        String key,
        String address,
        String name,
        String state,
        String why,
        String stage,
        int attempts,
        String road,
        Optional<String> domain,
        Instant due,
        Optional<Instant> next,
        Instant expires,
        Optional<Instant> settledAt,
        boolean possibleDuplicate,
        Optional<Copy> copy) {

    /// @param kind `cc` or `bcc`
    /// @param of   the mailbox of the person whose mail it is
    public record Copy(String kind, String of) {
        static Copy of(CopyOf copy) {
            return new Copy(copy.kind().word(), copy.person().toString());
        }
    }

    /// Whether a retry can be of use. A row that makes no recipient has nobody to be sent to: it never got as
    /// far as an attempt.
    public boolean sendable() {
        boolean never =
                attempts == 0 && (state.equals("failed") || (state.equals("skipped") && !Addressed.is(address)));
        return !never;
    }

    /// Whom people see: the address as it stood in the row, or that there is none, with the key.
    public String who() {
        return address.isBlank() ? "no address (key " + key + ")" : Addressed.shown(address);
    }

    public static DeliveryAnswer of(DeliveryRecord record) {
        DeliveryRecord.Progress progress = record.progress();
        return new DeliveryAnswer(
                record.id(),
                record.occurrence().id(),
                record.occurrence().notification(),
                record.trace().hex(),
                record.addressee().key(),
                record.addressee().address(),
                record.addressee().name(),
                record.state().word(),
                record.why(),
                record.occurrence().stage().word(),
                progress.attempts(),
                Lane.road(progress.road()),
                Lane.of(progress.road()).domain(),
                progress.due(),
                Optional.of(progress.notBefore()).filter(each -> record.state() == State.WAITING),
                progress.expires(),
                progress.settledAt(),
                progress.possibleDuplicate(),
                record.addressee().copy().map(Copy::of));
    }
}
