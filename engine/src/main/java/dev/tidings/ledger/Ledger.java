package dev.tidings.ledger;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Arrival;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// The transitions. Each is a transaction, durable when the method returns or its future completes; each may
/// be called from several threads, and by several nodes where the store allows them.
///
/// Time of leases and of what is due is the ledger's own clock. While the store cannot be written (disk full,
/// database gone), writing methods wait; they do not fail and they lose nothing.
///
/// Instants are kept to the millisecond.
public interface Ledger extends AutoCloseable {
    /// Whoever took an occurrence to draw its audience and has not been heard of for so long has left it half
    /// drawn.
    Duration PATIENCE = Duration.ofMinutes(15);

    /// So many transcripts are kept; the oldest go.
    int TRANSCRIPTS_MAX = 1000;

    // When

    /// The next instant of each notification, as it is on record.
    Map<String, Instant> agenda();

    /// Puts next instants on record, by notification: of new ones, or those whose schedule changed.
    void plan(Map<String, Instant> next);

    /// Takes notifications off the agenda. What they fired stays on record.
    void unplan(Set<String> notifications);

    /// Records instants that were visited, each with its decision, and moves each notification to its next.
    /// Several of one notification come in order.
    ///
    /// @return those recorded by this call; an instant that is not (any more) the notification's next on
    ///         record was fired by somebody else and is left out
    /// @throws StoreAway when it took so long until it could be written that the decisions may not be true any more
    List<Occurrence> fire(List<Firing> firings);

    /// Records an occurrence that no schedule gave. Where its key is taken, its instant is the first
    /// millisecond after it that is free: two requests are two occurrences.
    Occurrence trigger(Firing firing);

    /// As [#trigger(Firing)], once for each request of a notification: one that comes again finds what it brought
    /// about, for as long as that is on record.
    ///
    /// @param request as whoever makes it names it
    Triggered trigger(Firing firing, String request);

    // What

    /// Takes occurrences whose audience is to be drawn: due ones, postponed ones whose time came, and those
    /// that somebody left half drawn. Whoever was never tried comes first, then whose time came first. The
    /// audience is read from its first row again. Nobody else is handed the same ones before [#PATIENCE] has
    /// passed without a word.
    List<Occurrence> expand(int most);

    /// Puts a page of the audience on record. A person who is on record already is left as they are. Mail may
    /// go out while later pages are still being drawn. Whom a suppression covers goes on record as suppressed,
    /// with its reason. An occurrence that is not being drawn any more (it was cancelled, say) takes nobody in.
    Entered enter(Occurrence occurrence, List<Entry> page);

    /// Notes that everyone is on record. An occurrence without anybody is finished at once.
    void entered(Occurrence occurrence);

    /// Notes that the audience could not be drawn and when to try again.
    void postpone(Occurrence occurrence, Instant again, String why);

    /// Notes that the audience could not be drawn; the occurrence ends with whom is on record so far.
    void abandon(Occurrence occurrence, String why);

    // How

    /// Takes deliveries that are due on this road, spread fairly over their occurrences: whoever has ten
    /// mails does not wait behind somebody's million.
    List<Claim> claim(String road, int most, Duration lease);

    /// Takes those of these deliveries that are due on this road and in nobody's hands.
    List<Claim> claim(String road, Collection<Long> deliveries, Duration lease);

    /// When somebody who waits for this road comes due next; empty when all who wait are due, or nobody waits.
    Optional<Instant> nextDue(String road);

    /// Prolongs the lease of claims that nobody has taken since: it ends so long from now.
    void renew(Collection<Claim> claims, Duration lease);

    /// Gives claims back untouched. Costs the message nothing. One that is armed cannot be given back.
    void release(Collection<Claim> claims);

    /// Gives claims back to wait for a road, their own or another, until a time. Costs the message nothing.
    void defer(Collection<Claim> claims, String road, Instant notBefore);

    /// The roads that somebody waits for.
    Set<String> roads();

    /// Records that end-of-data may be written. The lease begins anew.
    ///
    /// @return those still held; the others must be dropped: the lease ended, or people decided against them
    List<Claim> arm(List<Claim> claims);

    /// Writes down an attempt, with its transcript where one was taken, and what becomes of the delivery.
    ///
    /// What comes back to waiting in a cancelled occurrence is cancelled; to somebody who was suppressed
    /// meanwhile, it is suppressed.
    ///
    /// @return false when the claim is no longer the latest, or was returned; nothing was written then
    CompletableFuture<Boolean> settle(Settlement settlement);

    /// The message an earlier attempt left behind.
    Optional<Composed> kept(Claim claim);

    /// Returns deliveries whose lease ended before anything left the house to those waiting.
    ///
    /// @return how many
    int reap();

    /// Takes deliveries whose lease ended in `sending`: nobody knows whether they arrived. The claims are
    /// new; the caller judges and settles them.
    List<Claim> uncertain(int most, Duration lease);

    /// Marks what is no longer worth sending.
    ///
    /// @return how many, by notification
    Map<String, Integer> expire();

    // What people decide

    /// Sends failed, held, expired, skipped, suppressed, bounced or complained deliveries once more, composed
    /// anew, with all their retries and as long to live as they had at first. Those that may have arrived are
    /// flagged. Rows that made no recipient have nobody to be sent to and stay as they are; whom a suppression
    /// covers is suppressed, but what came back from them stays as it is.
    ///
    /// @return how many
    int retry(Collection<Long> deliveries);

    /// Sends all failed and held deliveries of an occurrence once more, as [#retry] does.
    ///
    /// @return how many
    int retryAll(long occurrence);

    /// Decides against waiting, failed or held deliveries.
    ///
    /// @return how many
    int skip(Collection<Long> deliveries);

    /// Ends a running occurrence: whoever waits is cancelled. What is `sending` cannot be called back.
    ///
    /// @return how many
    int cancel(long occurrence);

    // Whom not to mail

    /// Puts suppressions on record and leaves out whoever waits and is covered: nobody of these is armed any
    /// more. What is `sending` cannot be called back.
    ///
    /// One that says what is on record already, and holds no longer, changes nothing.
    Suppressed suppress(Collection<Suppression> suppressions);

    /// Ends suppressions, which stay on record. Who was left out stays so until a person sends it once more.
    ///
    /// @param suppressions by id
    /// @return those that this call ended
    List<SuppressionRecord> lift(Collection<Long> suppressions, Suppression.Act act);

    // What comes back

    /// Puts on record what others told, each with the notices that [Report#told] names. What is there already, by its
    /// source and id, changes nothing.
    ///
    /// @return how many of them are new
    int hear(List<Arrival> arrivals);

    /// Notices that nobody has judged yet and that are not put off, the oldest first; what else came with the last of
    /// them is with it, though it is more than so many.
    List<NoticeRecord> unjudged(int most);

    /// Puts notices off: they are judged later, when more is known.
    void putOff(Collection<Long> notices, Instant until);

    /// Writes down what is made of notices, each once. An accepted delivery becomes `bounced`, an accepted or
    /// bounced one `complained`. One that may have been handed over, and is not being so now, becomes any of
    /// these, or `accepted`: then nothing more is sent. Any other stays as it is, and so does one that may have
    /// been handed over once more since the attempt that the match names, unless all that is told is that it was
    /// handed over. What would change one that is being handed over just now is not judged yet.
    ///
    /// @return what a delivery became by it, for each notice that was judged
    Map<Long, Optional<State>> judge(List<Judgement> judgements);

    /// Stops a notification: whoever of it waits, or comes to wait, is in nobody's hands until it goes on. What is in
    /// somebody's hands already goes its way.
    ///
    /// @return false when it is stopped already
    boolean stop(String notification, String why);

    /// Lets a stopped notification go on: whoever of it waits is due as before.
    ///
    /// @return false when it is not stopped
    boolean goOn(String notification);

    // How accounts begin

    /// When an account's ramp-up began.
    Optional<Instant> begun(String account);

    /// Notes that an account's ramp-up begins. The first note stays.
    void begin(String account, Instant at);

    // What nodes tell each other of roads

    /// The roads that somebody noted as closed.
    Map<String, Breaker.Closed> closings();

    /// Notes that a road is closed, or, where that is empty, that it is open again. A store for one process keeps no
    /// such notes.
    void note(String road, Optional<Breaker.Closed> closed);

    // What is too old

    /// Removes what came to its end before an instant: occurrences that are finished, missed, skipped or
    /// cancelled, with all that is on record of their people; the oldest first, at most so many of either in
    /// this one transaction. An occurrence goes with the last of its people; until then its tally says how
    /// many they were.
    ///
    /// An occurrence stays while somebody of it waits or is held, and so does a delivery of which a reader
    /// has not read yet who moved their bookmark since that instant. Suppressions stay. No number is given a
    /// second time.
    ///
    /// What others told of a delivery goes with it. What was judged before that instant, and is about no
    /// delivery on record, goes as well, at most so many notices.
    ///
    /// @return what this call removed: nothing once nothing is left to remove
    Forgotten forget(Instant before, int most);

    // Duties

    /// Takes a duty that one node at most may have at a time, or keeps it, for so long. A store for one process gives
    /// it all of them.
    ///
    /// @return false when another node has it
    boolean onDuty(String duty, Duration atMost);

    // Nodes

    /// This process, as the record names it.
    String node();

    /// Tells how this node is doing. Who has told so is on the list of nodes until this ledger is closed; who is
    /// not heard of any more stays there as gone for some hours.
    ///
    /// @return whether somebody wants it drained
    boolean present(NodeReport report);

    /// Wants a node to take nothing more. It hears so when it next tells how it is doing.
    ///
    /// @return false when no such node is alive
    boolean drain(String node);

    /// Wants a node to work again.
    ///
    /// @return false when no such node is alive
    boolean resume(String node);

    /// Notes which revision of each notification this node runs from now on; what was noted before holds no
    /// longer.
    ///
    /// Revisions of a notification have ranks. One that nobody has met is the newest. One that is known keeps its
    /// rank, unless the node comes to it from a newer one: somebody has taken an edit back, and it is the newest
    /// again. Neither [#expand] nor [#claim] hands a node anything of an occurrence that was fired with a newer
    /// revision than the node's own, as long as another node that works has that one, or one still newer.
    void adopt(Map<String, Revision> revisions);

    /// Notifications of which another node that works runs something newer than this one.
    Set<String> behind();

    // Bookmarks of those who read the journal

    /// How far somebody has read; empty for who has never left one.
    Optional<Long> bookmark(String reader);

    void bookmark(String reader, long position);

    @Override
    void close();
}
