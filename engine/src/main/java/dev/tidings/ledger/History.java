package dev.tidings.ledger;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.mail.Address;
import dev.tidings.notification.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the ledger; changes nothing. Lists come newest first unless they say otherwise.
///
/// A delivery in somebody's hands reads as waiting where the store does not write claims down.
public interface History {
    /// @param notification every one's when empty
    /// @param standings    all when empty
    List<OccurrenceRecord> occurrences(
            Optional<String> notification, Set<OccurrenceRecord.Standing> standings, Page page);

    Optional<OccurrenceRecord> occurrence(long id);

    /// By what request each of these came to be, as far as it has a name: see [Ledger#trigger(Firing, String)].
    /// A store may have given one of its own to a request without.
    Map<Long, String> requests(Collection<Long> occurrences);

    /// Occurrences that finished after a place, oldest first.
    List<Finish> finished(long after, int most);

    /// The last finish's place; 0 when nothing has finished yet.
    long finishedEnd();

    /// Finished occurrences that are not well, and running ones in which someone failed already.
    List<OccurrenceRecord> unwell(Page page);

    /// Deliveries of an occurrence.
    ///
    /// @param states all when empty
    List<DeliveryRecord> deliveries(long occurrence, Set<State> states, Page page);

    /// Deliveries of an occurrence that wait and are due, after a place, by id.
    List<DueDelivery> due(long occurrence, long after, int most);

    /// @param id   its place
    /// @param road for which it waits
    record DueDelivery(long id, String road) {}

    /// Deliveries of every occurrence that failed or are held.
    List<DeliveryRecord> failures(Page page);

    /// Deliveries to an address (compared without regard to case).
    default List<DeliveryRecord> to(String address, Page page) {
        return to(address, Instant.EPOCH, page);
    }

    /// Of these, those of occurrences that were fired since an instant.
    List<DeliveryRecord> to(String address, Instant since, Page page);

    Optional<DeliveryRecord> delivery(long id);

    Optional<DeliveryRecord> delivery(Trace trace);

    /// The copies of a person's mail, in the order in which they were entered.
    List<DeliveryRecord> copies(long occurrence, String key);

    /// Attempts of a delivery, oldest first.
    List<AttemptRecord> attempts(long delivery);

    /// Transcripts of a delivery's attempts, oldest first, as far as they were taken and are still kept.
    List<TranscriptRecord> transcripts(long delivery);

    /// What became of the deliveries of the whole ledger after a place, oldest first: each attempt, and each
    /// failing, expiry, skip, cancellation and new start without one.
    List<JournalEntry> journal(long after, int most);

    /// What keeps readers of the journal, and of finishes, from what is on record already; empty when nothing does.
    Optional<Holdup> holdup();

    /// The journal's last place; 0 when it is empty.
    long journalEnd();

    /// The message of a delivery that has to wait, has failed or is held, where one was kept.
    Optional<Composed> kept(long delivery);

    /// Suppressions.
    ///
    /// @param beginning of the address, in either case; all when empty
    List<SuppressionRecord> suppressions(String beginning, Which which, Page page);

    enum Which {
        /// Those that keep mail back now.
        HOLDING,
        /// Also those that were lifted or have expired.
        EVER
    }

    /// Whom of these not to mail this notification now: the earliest suppression on record that covers each,
    /// by [Suppression#key(Address)].
    Map<String, Suppression> suppressed(String notification, Collection<Address> addresses);

    /// What others told.
    List<NoticeRecord> notices(Told told, Page page);

    /// Of the notices, which.
    enum Told {
        ALL,
        /// Mail that came back.
        BOUNCES,
        COMPLAINTS,
        /// Judged, and nobody knows which mail they are about.
        UNMATCHED
    }

    /// What others told of a delivery, oldest first; of what is more than so many, what changed it and the last.
    List<NoticeRecord> notices(long delivery);

    /// Whoever has a mail can tell of it as often as they like.
    int NOTICES_MAX = 50;

    Optional<NoticeRecord> notice(long id);

    /// What came in, as it came.
    Optional<byte[]> original(long arrival);

    /// The deliveries to an address (compared without regard to case) that came back since an instant for a reason of
    /// [Reason.Concern#MAILBOX], as far as that is believed and was judged since bounces were lifted there last.
    Set<Long> mailboxFailures(String address, Instant since);

    /// When a suppression of an address (compared without regard to case) for bounces was lifted last.
    Optional<Instant> bouncesLifted(String address);

    /// What came back and was judged since an instant, most frequent first.
    List<Returned> returned(Instant since);

    /// What was handed over since an instant: what [#returned] at the stage `live` is of.
    List<HandedOver> handedOver(Instant since);

    /// Notifications that are stopped, by name.
    List<Stop> stops();

    /// The last occurrence there was when somebody let a stopped notification go on, having seen what came back of it
    /// until then; 0 when nobody did.
    long seen(String notification);

    /// What became of mails that were fired live before somebody let their stopped notification go on, last, and handed
    /// over after that.
    Tally sinceGoingOn(String notification);

    /// Those of these that are on record.
    Map<Trace, DeliveryRecord> deliveries(Collection<Trace> traces);

    /// How many messages a transport handed to its server since an instant, refused ones included, earliest first.
    ///
    /// @param slice what began within the same multiple of it is told together
    List<Carried> carried(String transport, Instant since, Duration slice);

    /// As [#carried], each recipients' domain for itself.
    List<Carried> carriedByDomain(String transport, Instant since, Duration slice);

    /// How many wait for a road, or in one of its lanes.
    long waiting(String road);

    /// Who works from this ledger, by id, and who did until some hours ago and is gone, unless one of the same
    /// name has begun since.
    List<NodeRecord> nodes();

    /// How much waits or is in somebody's hands, and since when the oldest could have gone.
    Backlog backlog();

    /// @param oldest empty when nothing waits that is due
    record Backlog(long waiting, Optional<Instant> oldest) {}
}
