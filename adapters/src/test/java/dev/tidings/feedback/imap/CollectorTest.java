package dev.tidings.feedback.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.MemoryLedger;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Arrivals;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.MailboxSpec.Then;
import dev.tidings.smtp.Security;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CollectorTest {
    private static final Then SEEN = new Then.Seen();

    private final GreenMailbox mailbox = new GreenMailbox();
    private final Installation installation = new Installation();
    private final List<Collector> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(Collector::close);
        mailbox.close();
    }

    private Collector node(String name, MailboxSpec spec) {
        return node(name, spec, Installation.QUICK);
    }

    private Collector node(String name, MailboxSpec spec, Pace pace) {
        Collector node = installation.node(name, spec, pace);
        nodes.add(node);
        return node;
    }

    private MailboxSpec through(Line line) {
        return GreenMailbox.spec(line.port(), Security.NONE, GreenMailbox.SECRET, SEEN);
    }

    private static ConditionFactory soon() {
        return await().dontCatchUncaughtExceptions() // GreenMail's threads die of broken connections
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10));
    }

    private void awaitTaken(int count) {
        soon().untilAsserted(() -> assertThat(installation.taken()).hasSize(count));
    }

    private static String bounce(int number) {
        return "Subject: bounce " + number + "\r\n\r\nNobody is here.\r\n";
    }

    private void put(int from, int to) {
        IntStream.range(from, to).forEach(each -> mailbox.put(bounce(each)));
    }

    @Test
    void what_is_there_is_taken_in_with_its_octets_and_its_time() {
        mailbox.put(bounce(1));

        node("a", mailbox.in(SEEN));

        awaitTaken(1);
        Arrival arrival = installation.taken().getFirst();
        assertThat(arrival.source()).isEqualTo("imap");
        assertThat(arrival.id()).matches("sha-256:[0-9a-f]{64}");
        assertThat(new String(arrival.original())).isEqualTo(bounce(1));
        assertThat(arrival.at()).isEqualTo(Installation.NOW.minusSeconds(3600));
    }

    @Test
    void what_comes_while_it_waits_is_told_by_the_server_and_taken_in_within_a_second() {
        Pace seldom = new Pace(
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofHours(1),
                Duration.ofMillis(200),
                Installation.QUICK.afterLoss(),
                Installation.QUICK.afterRefusal());
        mailbox.put(bounce(1));
        node("a", mailbox.in(SEEN), seldom);
        awaitTaken(1);

        for (int i = 2; i < 5; i++) {
            mailbox.put(bounce(i));
            int count = i;
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(10))
                    .untilAsserted(() -> assertThat(installation.taken()).hasSize(count));
        }
    }

    @Test
    void a_server_that_tells_nothing_is_asked_from_time_to_time() throws IOException {
        try (Line line = Line.changing(mailbox.port(), said -> said.replace(" IDLE", " XDLE"))) {
            node("a", through(line));
            soon().until(() -> line.connections() == 1);

            put(0, 3);
            awaitTaken(3);
            put(3, 5);
            awaitTaken(5);
            assertThat(line.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_line_that_breaks_wherever_it_likes_loses_nothing_and_nothing_counts_twice() throws IOException {
        put(0, 30);
        mailbox.put("Subject: bounce\r\n\r\n" + "A long one.\r\n".repeat(25_000));
        try (Line line = Line.cutting(mailbox.port(), connection -> 200 + 3_001L * connection * connection)) {
            Collector node = node("a", through(line));

            awaitTaken(31);
            soon().until(() -> mailbox.seen().stream().allMatch(each -> each));
            assertThat(line.connections()).isGreaterThan(8);
            soon().until(() -> node.trouble().isEmpty());
            assertThat(installation.taken().getLast().original()).hasSize(Arrival.ORIGINAL_MAX);
        }
    }

    @Test
    void a_server_that_was_set_up_again_is_found_and_read_from_its_first_message() {
        put(0, 3);
        Collector node = node("a", mailbox.in(SEEN));
        awaitTaken(3);
        int port = mailbox.port();

        mailbox.close();
        soon().until(() -> node.trouble().isPresent());
        assertThat(node.trouble().orElseThrow()).startsWith("INBOX of bounces@example.com at localhost: ");
        try (GreenMailbox again = new GreenMailbox(port)) {
            again.put(bounce(2));
            again.put(bounce(3));

            awaitTaken(4);
            soon().until(() -> node.trouble().isEmpty());
            assertThat(place().uid()).isEqualTo(2);
        }
    }

    private Place place() {
        return installation.places().values().iterator().next();
    }

    @Test
    void messages_that_are_numbered_anew_are_read_once_more_and_count_once() throws IOException {
        put(0, 5);
        Collector first = node("a", mailbox.in(SEEN));
        awaitTaken(5);
        soon().until(() -> !installation.places().isEmpty());
        first.close();
        Place before = place();

        try (Line line = Line.changing(mailbox.port(), said -> said.replace("[UIDVALIDITY 1", "[UIDVALIDITY 2"))) {
            node("b", through(line));
            soon().until(() -> installation.offered() == 10);

            assertThat(installation.taken()).hasSize(5);
            soon().untilAsserted(() -> assertThat(place().validity()).isNotEqualTo(before.validity()));
            assertThat(place().uid()).isEqualTo(before.uid());
        }
    }

    @Test
    void two_nodes_at_one_mailbox_take_turns_and_each_message_counts_once() {
        Collector first = node("first", mailbox.in(SEEN));
        Collector second = node("second", mailbox.in(SEEN));
        put(0, 40);
        awaitTaken(40);
        assertThat(installation.offered()).isEqualTo(40);
        soon().until(() -> place().uid() == 40);

        first.close();
        put(40, 50);
        awaitTaken(50);
        soon().until(() -> place().uid() == 50);
        second.close();
        node("third", mailbox.in(SEEN));
        put(50, 60);
        awaitTaken(60);
        assertThat(installation.offered()).isEqualTo(60);
    }

    @Test
    void where_nobody_is_told_the_duty_two_read_the_same_and_it_counts_once() {
        put(0, 40);
        List<Arrival> brought = new CopyOnWriteArrayList<>();
        for (String name : List.of("first", "second")) {
            Places own = Places.in(new MemoryLedger(() -> Installation.NOW));
            Sweep sweep = new Sweep(mailbox.in(SEEN), own, Installation.arrivals(), brought::addAll);
            nodes.add(Collector.start(mailbox.in(SEEN), _ -> null, own, sweep, Installation.QUICK));
        }

        soon().until(() -> brought.size() == 80);
        assertThat(brought.stream().map(Arrival::id).distinct()).hasSize(40);
    }

    @Test
    void a_record_that_cannot_be_written_for_a_while_loses_nothing_and_repeats_nothing() {
        installation.fail(5);
        put(0, 25);
        Collector node = node("a", mailbox.in(new Then.Delete()));

        soon().until(() -> node.trouble().isPresent());
        awaitTaken(25);
        soon().until(() -> mailbox.count("INBOX") == 0);
        assertThat(installation.offered()).isEqualTo(25);
        soon().until(() -> node.trouble().isEmpty());
    }

    @Test
    void nothing_leaves_the_mailbox_while_it_cannot_be_put_on_record() {
        installation.fail(Integer.MAX_VALUE);
        put(0, 3);
        Collector node = node("a", mailbox.in(new Then.Delete()));

        soon().until(() -> node.trouble().isPresent());
        node.close();

        assertThat(node.trouble().orElseThrow()).contains("cannot be put on record: the disk is full");
        assertThat(mailbox.count("INBOX")).isEqualTo(3);
        assertThat(mailbox.seen()).containsOnly(false);
        assertThat(installation.places()).isEmpty();
    }

    @Test
    void what_was_read_counts_as_read_and_what_nobody_understood_does_not() {
        mailbox.put(bounce(1));
        mailbox.put("Subject: a person's letter\r\n\r\nHello!\r\n");

        node("a", mailbox.in(SEEN));

        awaitTaken(2);
        soon().untilAsserted(() -> assertThat(mailbox.seen()).containsExactly(true, false));
    }

    @Test
    void nothing_is_changed_in_a_mailbox_that_is_to_be_kept() {
        put(0, 2);

        Collector node = node("a", mailbox.in(new Then.Keep()));

        awaitTaken(2);
        node.close();
        assertThat(mailbox.seen()).containsExactly(false, false);
    }

    @Test
    void what_was_read_is_deleted_where_that_is_wished_and_a_letter_stays() {
        put(0, 30);
        mailbox.put("Subject: a person's letter\r\n\r\nHello!\r\n");

        node("a", mailbox.in(new Then.Delete()));

        awaitTaken(31);
        soon().until(() -> mailbox.count("INBOX") == 1);
    }

    @Test
    void what_was_read_is_moved_to_a_folder_that_is_made_where_it_is_missing() {
        put(0, 30);

        node("a", mailbox.in(new Then.Move("Read bounces")));

        soon().until(() -> mailbox.count("INBOX") == 0 && mailbox.count("Read bounces") == 30);
        assertThat(installation.taken()).hasSize(30);
    }

    @Test
    void a_message_that_cannot_be_read_is_kept_and_holds_up_nobody() {
        mailbox.put("Subject: it explodes\r\n\r\nBoom.\r\n");
        mailbox.put(bounce(1));

        Collector node = node("a", mailbox.in(SEEN));

        awaitTaken(2);
        assertThat(installation.taken().getFirst().report().notices()).isEmpty();
        assertThat(new String(installation.taken().getFirst().original())).contains("Boom.");
        assertThat(node.trouble()).isEmpty();
    }

    @Test
    void a_message_beyond_all_measure_is_read_by_its_beginning() {
        List<Integer> sizes = new CopyOnWriteArrayList<>();
        mailbox.put("Subject: bounce\r\n\r\n" + "A very long one.\r\n".repeat(600_000));
        Places places = Places.in(new MemoryLedger(() -> Installation.NOW));
        Arrivals arrivals = new Arrivals(
                octets -> {
                    sizes.add(octets.length);
                    return Installation.read(octets);
                },
                () -> Installation.NOW);
        Sweep sweep = new Sweep(mailbox.in(SEEN), places, arrivals, installation);
        nodes.add(Collector.start(mailbox.in(SEEN), _ -> null, places, sweep, Installation.QUICK));

        awaitTaken(1);
        assertThat(sizes).containsExactly(Session.MESSAGE_MAX);
    }

    @Test
    void a_mailbox_is_read_by_tls_that_is_trusted_and_a_wrong_password_is_told_without_it() throws IOException {
        put(0, 1);
        node("a", mailbox.byTls(GreenMailbox.SECRET));
        awaitTaken(1);

        Collector locked = node("b", mailbox.byTls("wr0ng-s3cret"), Installation.QUICK);
        nodes.getFirst().close();
        soon().until(() -> locked.trouble().isPresent());

        assertThat(locked.trouble().orElseThrow())
                .contains("signing in is refused")
                .contains("tried again within")
                .doesNotContain("wr0ng-s3cret");
    }

    @Test
    void whoever_closes_it_waits_for_no_server() throws IOException {
        try (Line silent = Line.cutting(mailbox.port(), _ -> 0)) {
            Collector node = node("a", through(silent));
            soon().until(() -> silent.connections() >= 1);

            node.close();
            int before = silent.connections();
            node("b", mailbox.in(SEEN));
            put(0, 1);
            awaitTaken(1);
            assertThat(silent.connections()).as("it has ended").isEqualTo(before);
        }
        Collector idle = nodes.getLast();
        idle.close();
        put(1, 2);
        node("b", mailbox.in(SEEN));
        awaitTaken(2);
        assertThat(installation.taken())
                .as("so has this one: it took nothing more")
                .hasSize(2);
    }
}
