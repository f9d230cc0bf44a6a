package dev.tidings.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Transport;
import dev.tidings.deliver.Trouble;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Broker;
import dev.tidings.notification.EventSubject;
import dev.tidings.notification.Stage;
import dev.tidings.run.Deafness;
import dev.tidings.run.RoadStatus;
import dev.tidings.server.StoreHealth;
import dev.tidings.server.WaysInStatus;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.workspace.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {
    @TempDir
    static Path folder;

    static ShowHouse house;
    static Answers answers;

    @BeforeAll
    static void open() throws Exception {
        house = ShowHouse.full(folder, Stage.LIVE);
        answers = Answers.of(
                house.history, house.house().tidings().workspace(), List.of(), InstantSource.fixed(ShowHouse.NOW));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void a_history_alone_answers_where_no_engine_runs() {
        Status status = answers.status();

        assertThat(status.roads()).isEmpty();
        assertThat(status.unwell())
                .extracting(OccurrenceAnswer::result)
                .containsExactly("sending", "partly failed (23 of 68)", "failed");
        assertThat(answers.failures(Page.first(2)).before()).isPresent();
    }

    @Test
    void a_mail_that_waits_tells_each_attempt_and_when_it_goes_again() {
        Explained explained = answers.explain(" ANN@example.com ");

        assertThat(explained.mails()).hasSize(1);
        assertThat(explained.mails().getFirst().story())
                .containsExactly(
                        "weekly-report was due by its schedule on Mon 23 Nov 2026 09:00:00 +08:00 (Asia/Shanghai):"
                                + " occurrence 7, revision 3f9c27d1, stage live.",
                        "Ann <script>alert(1)</script> <ann@example.com> was in its audience (key ann@example.com);"
                                + " the mail was due 2026-11-23 09:00:00 +08:00 and worth sending until 2026-11-24 09:00:00 +08:00.",
                        "Attempt 1 by main at 2026-11-23 09:00:30 +08:00 took 1.2 s (the server's answer 1.1 s): deferred at rcpt, 451 4.7.1 Greylisted; try again in 300 seconds.",
                        "Attempt 2 by main at 2026-11-23 09:01:30 +08:00 took 30 s: unreachable, connection timed out after 30 s: smtp.example.com:465.",
                        "It waits for main, and goes at 2026-11-23 09:08:30 +08:00 at the earliest: 451 4.7.1 Greylisted; try again in 300 seconds.");
    }

    @Test
    void a_row_that_made_no_recipient_is_found_by_what_stood_in_it() {
        Explained explained = answers.explain("nobody at all");

        assertThat(explained.kind()).isEqualTo("address");
        assertThat(explained.summary()).contains("It failed", "is not an address");
    }

    @Test
    void a_row_that_made_no_recipient_is_to_be_mended_not_retried() {
        DeliveryDetail misfit = answers.explain("nobody at all").mails().getFirst();

        assertThat(misfit.delivery().sendable()).isFalse();
        assertThat(String.join(" ", misfit.story()))
                .contains("makes no recipient", "Mend it where the audience comes from", "Or skip it.")
                .doesNotContain("retry it");
        assertThat(answers.explain(misfit.delivery().key()).mails()).isNotEmpty();
    }

    @Test
    void a_mail_whose_road_waits_for_a_person_says_so() {
        DeliveryDetail waiting = answers.explain("ann@example.com").mails().getFirst();
        Breaker.Closed closed =
                new Breaker.Closed(Trouble.SIGN_IN, "535 refused", Instant.parse("2026-11-23T01:00:00Z"), Instant.MAX);

        assertThat(new Story(
                                waiting.delivery(),
                                waiting.occurrence(),
                                waiting.attempts(),
                                new Afterwards(waiting.attempts(), List.of(), ZoneId.of("Asia/Shanghai")),
                                new Story.Today(
                                        Optional.of(closed), Optional.empty(), Optional.empty(), Optional.empty()),
                                new Story.Teller(ZoneId.of("Asia/Shanghai"), false))
                        .told()
                        .getLast())
                .startsWith("It waits for the road main, which is closed (sign-in) and stays so until a person opens"
                        + " it: tidings open main.")
                .doesNotContain("at the earliest");
    }

    @Test
    void a_closed_road_a_failing_store_and_refused_edits_are_troubles_each_with_its_mend() {
        Breaker.Closed closed =
                new Breaker.Closed(Trouble.SIGN_IN, "535 refused", Instant.parse("2026-11-23T01:00:00Z"), Instant.MAX);
        List<Status.Trouble> told = new Troubles(
                        new Vitals(
                                Optional.of(new StoreHealth.Failing(
                                        "disk full", Instant.parse("2026-11-23T01:00:00Z"), "Make room.")),
                                List.of(road("main", Optional.of(closed)), road("backup", Optional.empty())),
                                Optional.of("redis://cache cannot be reached"),
                                List.of(new Deafness(
                                        "shipped",
                                        new EventSubject(Broker.NATS, "orders.shipped"),
                                        "nobody answers at nats")),
                                new WaysInStatus(List.of("INBOX of b at h: it refuses us"), Map.of()),
                                ""),
                        List.of(),
                        List.of(),
                        List.of(new Problem("notifications/n.yaml", 6, 9, "is wrong", Optional.empty())),
                        ZoneId.of("Asia/Shanghai"))
                .told();

        assertThat(told)
                .extracting(Status.Trouble::what)
                .satisfiesExactly(
                        store -> assertThat(store)
                                .isEqualTo("The store fails since 2026-11-23 09:00:00 +08:00: disk full."),
                        road -> assertThat(road).isEqualTo("The road main is closed (sign-in): 535 refused."),
                        carrier -> assertThat(carrier)
                                .isEqualTo("The bus does not carry: redis://cache cannot be reached."),
                        events -> assertThat(events)
                                .isEqualTo(
                                        "Not all events of nats:orders.shipped are heard, which fire shipped: nobody answers at nats."),
                        way -> assertThat(way).isEqualTo("Mail that comes back, INBOX of b at h: it refuses us."),
                        edits -> assertThat(edits)
                                .isEqualTo(
                                        "No edit is taken up until this is mended: notifications/n.yaml:6:9: is wrong."));
        assertThat(told.get(1).mend()).endsWith("tidings open main");
        assertThat(told.get(1).road()).contains("main");
    }

    private static RoadStatus road(String name, Optional<Breaker.Closed> closed) {
        return new RoadStatus(name, 4, new Transport.Use(0, 0), 0, closed, Meter.Reading.FREE, List.of());
    }

    @Test
    void a_domain_is_shown_in_its_own_letters() {
        assertThat(Addressed.shown("info@xn--bcher-kva.example")).isEqualTo("info@bücher.example");
        assertThat(Addressed.shown("Ann@Example.com")).isEqualTo("Ann@Example.com");
        assertThat(Addressed.shown("not an address")).isEqualTo("not an address");
    }

    @Test
    void a_possible_duplicate_is_told() {
        DeliveryDetail held = answers.delivery(123).orElseThrow();

        assertThat(held.delivery().state()).isEqualTo("held");
        assertThat(held.story().getLast()).startsWith("More than one copy may have arrived");
    }

    @Test
    void an_address_nobody_ever_wrote_to_learns_which_occurrences_were_without_it() {
        Explained explained = answers.explain("zoe@example.com");

        assertThat(explained.mails()).isEmpty();
        assertThat(explained.summary()).contains("in no audience that is on record");
        assertThat(explained.without())
                .extracting(Explained.Without::why)
                .anyMatch(why -> why.contains("was missed: late by 5h, allowed 4h"))
                .anyMatch(why -> why.contains("its audience could not be drawn: source crm"))
                .anyMatch(why -> why.contains("its audience of 68 did not have this address"));
    }

    @Test
    void a_trace_a_message_id_and_a_number_mean_one_mail() {
        String trace = answers.delivery(124).orElseThrow().delivery().trace();

        assertThat(answers.explain(trace).mails()).hasSize(1);
        assertThat(answers.explain("<" + trace + "@example.com>").mails()).hasSize(1);
        assertThat(answers.explain("#124").mails()).hasSize(1);
        assertThat(answers.explain("0".repeat(32)).summary()).startsWith("No mail with this trace");
        assertThat(answers.explain("").kind()).isEqualTo("nothing");
    }

    @Test
    void instants_are_iso_and_what_is_absent_is_null() throws Exception {
        String json = Json.MAPPER.writeValueAsString(answers.occurrence(7).orElseThrow());

        assertThat(json)
                .contains(
                        "\"at\":\"2026-11-23T01:00:00Z\",\"local\":\"2026-11-23T09:00:00+08:00\",\"zone\":\"Asia/Shanghai\"")
                .contains("\"finishedAt\":null", "\"only\":null", "\"firedAt\":\"2026-11-23T01:00:00.340Z\"");
    }

    @Test
    void spans_are_said_in_their_two_largest_units() {
        assertThat(List.of(
                        InWords.brief(Duration.ofMillis(90)),
                        InWords.brief(Duration.ofMillis(1_204)),
                        InWords.brief(Duration.ofSeconds(42)),
                        InWords.brief(Duration.ofMinutes(90)),
                        InWords.brief(Duration.ofHours(52))))
                .containsExactly("90 ms", "1.2 s", "42 s", "1 h 30 min", "2 d 4 h");
    }

    @Test
    void all_states_of_an_occurrence_are_counted() {
        assertThat(answers.occurrence(6).orElseThrow().tally().states().keySet())
                .isEqualTo(Set.of("accepted", "failed", "held", "suppressed"));
    }
}
