package dev.tidings.run;

import static dev.tidings.run.Scene.deferred;
import static dev.tidings.run.Scene.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.OctetsMax;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Trouble;
import dev.tidings.event.Event;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Page;
import dev.tidings.notification.DeliveryRules.WhenUncertain;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Route;
import dev.tidings.notification.Stage;
import dev.tidings.smtp.Verb;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// One mail's way through the workers, step by step.
class DeliveringTest {
    private final Scene scene = new Scene();

    @Test
    void everyone_gets_one_mail_and_it_is_on_record_before_it_is_told() throws Exception {
        scene.notification("news", null, people(50));
        Occurrence occurrence = scene.run("news");

        scene.deliver(scene.main);

        assertThat(scene.main.carried).hasSize(50);
        assertThat(scene.record(occurrence).result()).isEqualTo("succeeded");
        assertThat(scene.heard(Event.Attempted.class)).hasSize(50);
    }

    @Test
    void a_deferral_is_tried_again_with_the_very_same_octets() throws Exception {
        Occurrence occurrence = fired();
        scene.main.answers.add(deferred());
        scene.deliver(scene.main);
        assertThat(state(occurrence)).isEqualTo(State.WAITING);

        scene.clock.pass(Duration.ofMinutes(3));
        scene.deliver(scene.main);

        assertThat(state(occurrence)).isEqualTo(State.ACCEPTED);
        assertThat(scene.main.carried.getFirst().message())
                .isSameAs(scene.main.carried.getLast().message());
    }

    @Test
    void a_definite_refusal_fails_and_a_persons_retry_composes_anew() throws Exception {
        Occurrence occurrence = fired();
        scene.main.answers.add(new Outcome.Refused(Verb.END_OF_DATA, reply(554, "spam")));
        scene.deliver(scene.main);
        assertThat(scene.record(occurrence).result()).isEqualTo("failed");

        scene.ledger.retryAll(occurrence.id());
        scene.deliver(scene.main);

        assertThat(scene.record(occurrence).result()).isEqualTo("succeeded");
        assertThat(scene.main.carried.getFirst().message())
                .isNotSameAs(scene.main.carried.getLast().message());
    }

    @Test
    void a_road_that_is_down_moves_mail_to_the_next_and_costs_it_no_retry() throws Exception {
        scene.notification("news", null, people(5));
        Occurrence occurrence = scene.run("news");
        scene.main.answers.addAll(
                Collections.nCopies(5, new Outcome.Unreachable(Trouble.CONNECTION, "connection refused")));

        scene.deliver(scene.main);
        scene.deliver(scene.backup);
        assertThat(scene.main.carried).as("three find out, the others stay").hasSize(3);
        assertThat(scene.backup.carried)
                .as("the one that failed on a closed road")
                .hasSize(1);
        scene.rerouting.reroute("main");
        scene.deliver(scene.backup);
        assertThat(scene.backup.carried).as("and those who had not set out").hasSize(3);
        scene.clock.pass(Duration.ofSeconds(10));
        scene.rerouting.reroute("main");
        scene.deliver(scene.backup);

        assertThat(scene.backup.carried).hasSize(5);
        assertThat(scene.backup.carried)
                .allMatch(parcel -> parcel.claim().progress().retries() == 0);
        assertThat(scene.record(occurrence).result()).isEqualTo("succeeded");
        assertThat(scene.heard(Event.RoadClosed.class)).hasSize(1);
    }

    @Test
    void a_mail_that_fails_on_an_open_road_tries_the_same_road_soon() throws Exception {
        fired();
        scene.main.answers.add(new Outcome.Unreachable(Trouble.SERVER, "MAIL: 421 try again"));

        scene.deliver(scene.main);
        scene.deliver(scene.backup);
        scene.deliver(scene.main);
        assertThat(scene.backup.carried).isEmpty();
        assertThat(scene.main.carried).hasSize(1);

        scene.clock.pass(Duration.ofSeconds(10));
        scene.deliver(scene.main);
        assertThat(scene.main.carried).hasSize(2);
    }

    @Test
    void at_stage_log_a_catcher_that_fails_sends_mail_nowhere_else_and_is_left_in_peace() throws Exception {
        scene.stage = Stage.LOG;
        scene.notification("news", null, people(5));
        Occurrence occurrence = scene.run("news");
        scene.catcher.answers.addAll(Collections.nCopies(3, new Outcome.Unreachable(Trouble.SERVER, "disk full")));

        for (int each = 0; each < 3; each++) {
            scene.deliver(scene.catcher);
            scene.deliver(scene.main);
            scene.deliver(scene.backup);
        }
        assertThat(scene.catcher.carried).hasSize(3);
        assertThat(scene.history.deliveries(occurrence.id(), Set.of(State.WAITING), Page.first(10)))
                .hasSize(5)
                .allMatch(each -> each.progress().road().equals(Couriers.CATCHER));

        scene.clock.pass(Duration.ofSeconds(30));
        scene.deliver(scene.catcher); // one finds out
        scene.deliver(scene.catcher);
        scene.deliver(scene.catcher);
        assertThat(scene.record(occurrence).result()).isEqualTo("succeeded");
    }

    @Test
    void a_refused_sign_in_closes_the_road_at_once_and_is_told_once() throws Exception {
        scene.notification("news", null, people(5));
        scene.run("news");
        scene.main.answers.addAll(Collections.nCopies(5, new Outcome.Unreachable(Trouble.SIGN_IN, "535 bad password")));

        scene.deliver(scene.main);

        assertThat(scene.main.carried).as("one try, and nobody after it").hasSize(1);
        assertThat(scene.heard(Event.RoadClosed.class)).hasSize(1);
        assertThat(scene.roads.get("main").admit(10, scene.clock.instant().plus(Duration.ofDays(1))))
                .isZero();
    }

    @Test
    void whoever_has_not_set_out_when_a_road_closes_stays_and_loses_no_attempt() throws Exception {
        scene.notification("news", null, people(20));
        Occurrence occurrence = scene.run("news");
        scene.main.answers.add(new Outcome.Unreachable(Trouble.THROTTLED, "454 later"));

        scene.deliver(scene.main);

        assertThat(scene.main.carried).as("one try, and nobody after it").hasSize(1);
        scene.clock.pass(Duration.ofSeconds(30));
        scene.deliver(scene.main);
        assertThat(scene.main.accepted).as("one finds out").hasSize(1);
        scene.clock.pass(Duration.ofSeconds(10));
        scene.deliver(scene.main);
        scene.deliver(scene.backup);
        assertThat(scene.main.accepted).hasSize(19);
        assertThat(scene.backup.accepted).as("the one that failed").hasSize(1);
        assertThat(scene.record(occurrence).result()).isEqualTo("succeeded");
    }

    @Test
    void a_dead_server_is_tried_three_times_and_not_by_everyone() throws Exception {
        scene.notification("news", null, people(20));
        scene.run("news");
        scene.main.answers.addAll(Collections.nCopies(20, new Outcome.Unreachable(Trouble.CONNECTION, "refused")));

        scene.deliver(scene.main);

        assertThat(scene.main.carried).hasSize(3);
    }

    @Test
    void an_uncertain_one_is_sent_again_and_flagged() throws Exception {
        Occurrence occurrence = fired();
        scene.main.answers.add(new Outcome.Uncertain("connection reset"));
        scene.deliver(scene.main);
        scene.clock.pass(Duration.ofMinutes(3));
        scene.deliver(scene.main);

        DeliveryRecord delivery = scene.delivery(occurrence);
        assertThat(delivery.state()).isEqualTo(State.ACCEPTED);
        assertThat(delivery.progress().possibleDuplicate()).isTrue();
    }

    @Test
    void an_uncertain_one_never_moves_to_another_road_by_itself() throws Exception {
        Occurrence occurrence = fired();
        scene.main.answers.add(new Outcome.Uncertain("connection reset"));
        scene.deliver(scene.main);
        scene.roads.get("main").breaker().fail(Trouble.TLS, "certificate expired", scene.clock.instant());

        for (int minute = 0; minute < 20; minute++) {
            scene.clock.pass(Duration.ofMinutes(1));
            scene.main.answers.add(new Outcome.Unreachable(Trouble.TLS, "certificate expired"));
            scene.rerouting.reroute("main");
            scene.deliver(scene.main);
            scene.deliver(scene.backup);
        }
        assertThat(scene.backup.carried).isEmpty();
        assertThat(state(occurrence)).isEqualTo(State.WAITING);

        scene.main.answers.clear();
        scene.roads.get("main").breaker().open();
        scene.clock.pass(Duration.ofMinutes(1));
        scene.deliver(scene.main);

        assertThat(state(occurrence)).isEqualTo(State.ACCEPTED);
        assertThat(scene.main.carried)
                .extracting(parcel -> messageId(parcel.message().content()))
                .hasSizeGreaterThan(1)
                .doesNotContain("none")
                .containsOnly(messageId(scene.main.carried.getFirst().message().content()));
    }

    private static String messageId(byte[] content) {
        Matcher field = Pattern.compile("(?m)^Message-ID: (.*)$")
                .matcher(new String(content, StandardCharsets.US_ASCII).replace("\r", ""));
        return field.find() ? field.group(1) : "none";
    }

    @Test
    void a_mail_that_is_too_large_for_a_road_goes_by_the_next_that_takes_it() throws Exception {
        Occurrence occurrence = fired();
        scene.main.octetsMax = new OctetsMax(100, "max-message");

        scene.deliver(scene.main);
        assertThat(scene.main.carried).as("nothing was said to the server").isEmpty();
        scene.deliver(scene.backup);

        assertThat(state(occurrence)).isEqualTo(State.ACCEPTED);
        assertThat(scene.backup.carried.getFirst().claim().progress().retries()).isZero();
        assertThat(scene.roads.get("main").breaker().closed()).isEmpty();
    }

    @Test
    void a_mail_that_is_too_large_for_every_road_fails_and_says_the_limit() throws Exception {
        Occurrence occurrence = fired();
        scene.main.octetsMax = new OctetsMax(100, "max-message");
        scene.backup.octetsMax = new OctetsMax(200, "the server");

        scene.deliver(scene.main);

        assertThat(state(occurrence)).isEqualTo(State.FAILED);
        assertThat(scene.delivery(occurrence).why()).contains("octets, and max-message allows 100");
    }

    @Test
    void a_mail_that_only_a_closed_road_takes_waits_for_it_and_is_not_tried_to_and_fro() throws Exception {
        Occurrence occurrence = fired();
        scene.backup.octetsMax = new OctetsMax(100, "max-message");
        scene.roads.get("main").breaker().fail(Trouble.SIGN_IN, "535", scene.clock.instant());

        for (int minute = 0; minute < 30; minute++) {
            scene.rerouting.reroute("main");
            scene.deliver(scene.backup);
            scene.deliver(scene.main);
            scene.clock.pass(Duration.ofMinutes(1));
        }
        assertThat(scene.history.attempts(scene.delivery(occurrence).id())).hasSize(1);
        assertThat(scene.delivery(occurrence).progress().road()).isEqualTo("main");

        scene.roads.get("main").breaker().open();
        scene.deliver(scene.main);
        assertThat(state(occurrence)).isEqualTo(State.ACCEPTED);
    }

    @Test
    void people_are_shared_among_roads_and_a_closed_roads_share_goes_to_the_others() throws Exception {
        scene.route = new Route.Shared(Map.of("main", 3, "backup", 1));
        scene.notification("news", null, people(400));
        Occurrence occurrence = scene.run("news");
        long byMain = scene.history.waiting("main");
        assertThat(byMain).isBetween(270L, 330L);
        assertThat(scene.history.waiting("backup")).isEqualTo(400 - byMain);

        scene.roads.get("backup").breaker().fail(Trouble.SIGN_IN, "535", scene.clock.instant());
        scene.rerouting.reroute("backup");
        for (int each = 0; each < 5; each++) {
            scene.deliver(scene.main);
        }

        assertThat(scene.main.accepted).hasSize(400);
        assertThat(scene.record(occurrence).result()).isEqualTo("succeeded");
    }

    @Test
    void a_definite_refusal_does_not_move_to_another_road() throws Exception {
        Occurrence occurrence = fired();
        scene.main.answers.add(new Outcome.Refused(Verb.RCPT, reply(550, "no such user")));

        scene.deliver(scene.main);
        scene.rerouting.reroute("main");
        scene.deliver(scene.backup);

        assertThat(scene.backup.carried).isEmpty();
        assertThat(state(occurrence)).isEqualTo(State.FAILED);
    }

    @Test
    void an_uncertain_one_is_held_where_its_owner_wishes() throws Exception {
        scene.whenUncertain = WhenUncertain.HOLD;
        Occurrence occurrence = fired();
        scene.main.answers.add(new Outcome.Uncertain("connection reset"));
        scene.deliver(scene.main);

        assertThat(state(occurrence)).isEqualTo(State.HELD);
    }

    @Test
    void a_mail_that_cannot_be_composed_parks_its_recipient_only() throws Exception {
        scene.notification("news", null, "ann@example.org", "bob@example.org", "cem@example.org");
        Occurrence occurrence = scene.run("news");
        scene.uncomposable.add("bob@example.org");

        scene.deliver(scene.main);

        assertThat(scene.main.carried)
                .extracting(parcel -> parcel.message().receiver().toString())
                .containsExactly("ann@example.org", "cem@example.org");
        assertThat(scene.record(occurrence).result()).isEqualTo("partly failed (1 of 3)");
        assertThat(scene.history.deliveries(occurrence.id(), Set.of(State.FAILED), Page.first(10)))
                .singleElement()
                .satisfies(bob -> assertThat(bob.why()).contains("no calendar holds this"));
    }

    @Test
    void a_notification_that_is_gone_parks_everyone() throws Exception {
        Occurrence occurrence = fired();
        scene.notifications.clear();

        scene.deliver(scene.main);

        assertThat(scene.main.carried).isEmpty();
        assertThat(scene.delivery(occurrence).why()).contains("no longer in the workspace");
    }

    @Test
    void at_stage_log_nothing_leaves_the_house() throws Exception {
        scene.stage = Stage.LOG;
        Occurrence occurrence = fired();

        scene.deliver(scene.main);
        scene.deliver(scene.catcher);

        assertThat(scene.main.carried).isEmpty();
        assertThat(scene.catcher.carried).hasSize(1);
        assertThat(state(occurrence)).isEqualTo(State.ACCEPTED);
    }

    @Test
    void what_was_fired_in_rehearsal_never_goes_live_later() throws Exception {
        scene.stage = Stage.LOG;
        fired();
        scene.stage = Stage.LIVE;

        scene.deliver(scene.main);
        scene.deliver(scene.catcher);

        assertThat(scene.main.carried).isEmpty();
        assertThat(scene.catcher.carried).hasSize(1);
    }

    @Test
    void lowering_the_stage_keeps_in_what_was_fired_live() throws Exception {
        fired();
        scene.stage = Stage.LOG;

        scene.deliver(scene.main);

        assertThat(scene.main.carried).isEmpty();
        assertThat(scene.catcher.carried).hasSize(1);
    }

    @Test
    void at_stage_test_mail_goes_to_the_test_mailbox_and_says_whom_it_was_meant_for() throws Exception {
        scene.stage = Stage.TEST;
        fired();

        scene.deliver(scene.main);

        var message = scene.main.carried.getFirst().message();
        assertThat(message.receiver()).hasToString("qa@example.com");
        assertThat(new String(message.content(), StandardCharsets.US_ASCII))
                .contains("Subject: [Test]", "X-Tidings-Intended-Recipient: ann@example.org");
    }

    @Test
    void a_message_composed_for_the_test_mailbox_is_composed_anew_when_the_stage_goes_back_up() throws Exception {
        Occurrence occurrence = fired();
        scene.stage = Stage.TEST;
        scene.main.answers.add(deferred());
        scene.deliver(scene.main);
        scene.stage = Stage.LIVE;
        scene.clock.pass(Duration.ofMinutes(3));
        scene.deliver(scene.main);

        assertThat(scene.main.carried.getLast().message().receiver()).hasToString("ann@example.org");
        assertThat(state(occurrence)).isEqualTo(State.ACCEPTED);
    }

    @Test
    void an_expired_mail_is_not_sent() throws Exception {
        Occurrence occurrence = fired();
        scene.clock.pass(Duration.ofHours(25));
        scene.ledger.expire();
        scene.deliver(scene.main);

        assertThat(scene.main.carried).isEmpty();
        assertThat(state(occurrence)).isEqualTo(State.EXPIRED);
    }

    @Test
    void one_address_gets_its_own_mail_or_that_of_the_first_person() throws Exception {
        Picking bob = new Picking.One("bob@example.org");
        Picking stranger = new Picking.One("carl@example.net");
        scene.notification("news", null, "ann@example.org", "bob@example.org");
        var page = dev.tidings.audience.Roll.of(
                        scene.notifications.get("news").audience(),
                        name -> java.util.Optional.empty(),
                        new dev.tidings.audience.Parameters(java.util.Map.of()))
                .next(10);

        assertThat(bob.pick(page)).hasSize(1);
        assertThat(bob.rest(List.of())).isEmpty();
        assertThat(stranger.pick(page)).isEmpty();
        assertThat(stranger.rest(List.of()))
                .singleElement()
                .asString()
                .contains("carl@example.net", "instead of ann@example.org");
    }

    private Occurrence fired() {
        scene.notification("news", null, "ann@example.org");
        return scene.run("news");
    }

    private State state(Occurrence occurrence) {
        return scene.delivery(occurrence).state();
    }

    private static String[] people(int count) {
        return IntStream.range(0, count)
                .mapToObj(each -> "person%d@example.org".formatted(each))
                .toArray(String[]::new);
    }
}
