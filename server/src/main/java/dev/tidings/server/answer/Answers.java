package dev.tidings.server.answer;

import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.History.Told;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.mail.Address;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Tidings;
import dev.tidings.server.StoreHealth;
import dev.tidings.server.WaysInStatus;
import dev.tidings.workspace.Problem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/// Answers from what is known at one moment: the history, the workspace in force, and the roads where an
/// engine runs.
public final class Answers {
    private static final int UNWELL_MAX = 20;

    private final History history;
    private final Workspace workspace;
    private final List<Problem> problems;
    private final Vitals vitals;
    private final InstantSource clock;

    private Answers(History history, Workspace workspace, List<Problem> problems, Vitals vitals, InstantSource clock) {
        this.history = history;
        this.workspace = workspace;
        this.problems = problems;
        this.vitals = vitals;
        this.clock = clock;
    }

    /// Where no engine runs.
    public static Answers of(History history, Workspace workspace, List<Problem> problems, InstantSource clock) {
        return new Answers(history, workspace, problems, Vitals.NONE, clock);
    }

    /// Where one does.
    ///
    /// @param storeFailing why the ledger cannot be written or read, if so
    /// @param ways         by which mail comes back in
    public static Answers of(
            Tidings tidings, Optional<StoreHealth.Failing> storeFailing, WaysInStatus ways, InstantSource clock) {
        return new Answers(
                tidings.history(),
                tidings.workspace(),
                tidings.problems(),
                Vitals.of(tidings, storeFailing, ways),
                clock);
    }

    public Status status() {
        Settings settings = workspace.settings();
        History.Backlog backlog = history.backlog();
        return new Status(
                clock.instant(),
                workspace.root().toString(),
                settings.rehearsal().stage().word(),
                settings.rehearsal().testMailbox().map(Object::toString),
                workspace.revision().hash(),
                workspace.notifications().size(),
                house().getId(),
                new Troubles(vitals, troublesOfStore(), feedback().troubles(), problems, house()).told(),
                problems(),
                vitals.storeFailing().map(StoreHealth.Failing::why),
                new Status.Backlog(backlog.waiting(), backlog.oldest()),
                occurrences().answers(history.unwell(Page.first(UNWELL_MAX))),
                occurrences().running(),
                declared().upcoming(),
                roads(),
                vitals.ways().refused());
    }

    public List<ProblemAnswer> problems() {
        return problems.stream().sorted().map(ProblemAnswer::of).toList();
    }

    /// All notifications in force, by id.
    public List<NotificationLine> notifications() {
        return declared().lines();
    }

    public Optional<NotificationDetail> notification(String id) {
        return declared().detail(id);
    }

    /// Who works from the ledger; empty where the store is a file and no engine runs.
    public NodeList nodes() {
        History.Backlog backlog = history.backlog();
        return new NodeList(
                history.nodes().stream()
                        .map(each -> NodeAnswer.of(each, each.id().equals(vitals.node())))
                        .toList(),
                occurrences().isShared(),
                backlog.waiting(),
                backlog.oldest());
    }

    /// What is not well among them.
    public List<Status.Trouble> troublesOfNodes() {
        return crowd().troubles();
    }

    private List<Status.Trouble> troublesOfStore() {
        List<Status.Trouble> told = new ArrayList<>(troublesOfNodes());
        new Following(history.holdup()).trouble().ifPresent(told::add);
        return told;
    }

    /// How many nodes that are alive run another revision of the workspace.
    public long nodesOfOtherRevision() {
        return crowd().differing(workspace.revision());
    }

    private Crowd crowd() {
        return Crowd.of(history.nodes());
    }

    /// All roads, by name; empty where no engine runs.
    public List<RoadAnswer> roads() {
        return vitals.roads().stream().map(RoadAnswer::of).toList();
    }

    public Optional<RoadAnswer> road(String name) {
        return roads().stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /// @param notification every one's when empty
    /// @param standings    all when empty
    public OccurrenceList occurrences(Optional<String> notification, Set<Standing> standings, Page page) {
        List<OccurrenceRecord> records = history.occurrences(notification, standings, page);
        return new OccurrenceList(
                occurrences().answers(records),
                before(records, page, each -> each.occurrence().id()));
    }

    public Optional<OccurrenceAnswer> occurrence(long id) {
        return history.occurrence(id).map(occurrences()::answer);
    }

    /// @param states all when empty
    public DeliveryList deliveries(long occurrence, Set<State> states, Page page) {
        List<DeliveryRecord> records = history.deliveries(occurrence, states, page);
        return new DeliveryList(
                records.stream().map(DeliveryAnswer::of).toList(), before(records, page, DeliveryRecord::id));
    }

    public FailureList failures(Page page) {
        List<DeliveryRecord> records = history.failures(page);
        return new FailureList(
                records.stream().map(DeliveryAnswer::of).toList(),
                before(records, page, DeliveryRecord::id),
                house().getId());
    }

    /// @param beginning of the address, in either case; all when empty
    public SuppressionList suppressions(String beginning, Which which, Page page) {
        List<SuppressionRecord> records = history.suppressions(beginning, which, page);
        Instant now = clock.instant();
        return new SuppressionList(
                records.stream().map(each -> SuppressionAnswer.of(each, now)).toList(),
                before(records, page, SuppressionRecord::id),
                house().getId());
    }

    private static <T> Optional<Long> before(List<T> records, Page page, ToLongFunction<T> id) {
        return records.size() < page.most() ? Optional.empty() : Optional.of(id.applyAsLong(records.getLast()));
    }

    public Optional<DeliveryDetail> delivery(long id) {
        return history.delivery(id).map(mails()::detail);
    }

    /// What others told of mails.
    public ReturnedList returned(Told told, Page page) {
        List<NoticeRecord> records = history.notices(told, page);
        return new ReturnedList(
                records.stream().map(feedback()::mail).toList(),
                before(records, page, NoticeRecord::id),
                house().getId());
    }

    public Optional<ReturnedMail> notice(long id) {
        return history.notice(id).map(feedback()::mail);
    }

    /// What a notice came with, as it came in.
    public Optional<byte[]> original(long notice) {
        return history.notice(notice).flatMap(each -> history.original(each.arrival()));
    }

    /// How much came back within 30 days.
    public Returns returns() {
        return feedback().month();
    }

    /// What of that is about us.
    public List<Returns.AboutUs> aboutUs() {
        return feedback().aboutUs();
    }

    private Feedback feedback() {
        return new Feedback(history, workspace.settings().bounces(), clock.instant());
    }

    public Optional<StopAnswer> stopped(String notification) {
        return declared().stopped(notification);
    }

    private Notifications declared() {
        return new Notifications(occurrences(), clock.instant());
    }

    private Occurrences occurrences() {
        return new Occurrences(history, workspace);
    }

    /// What was said at its attempts, where that was taken down and is kept.
    ///
    /// @return empty when there is no such delivery
    public Optional<List<TranscriptAnswer>> transcripts(long delivery) {
        return history.delivery(delivery)
                .map(each -> history.transcripts(each.id()).stream()
                        .map(TranscriptAnswer::of)
                        .toList());
    }

    /// Why an address gets none of a notification now.
    public Optional<String> suppressed(String notification, Address address) {
        return history.suppressed(notification, List.of(address)).values().stream()
                .map(Suppression::why)
                .findFirst();
    }

    /// The life of each mail that is meant, or why there is none.
    ///
    /// @param of an address, a Message-ID, a trace id or a delivery's id
    public Explained explain(String of) {
        return new Explain(mails(), suppressions(), occurrences()).of(of);
    }

    private Mails mails() {
        return new Mails(declared(), suppressions(), vitals);
    }

    private Suppressions suppressions() {
        return new Suppressions(history, clock.instant());
    }

    private ZoneId house() {
        return occurrences().house();
    }
}
