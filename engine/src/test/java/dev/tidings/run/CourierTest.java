package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.bus.Bus;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.Road;
import dev.tidings.deliver.Transport;
import dev.tidings.deliver.Trouble;
import dev.tidings.event.Event;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// Whatever goes wrong, nothing is kept that nobody works on: no place, no token, no claim.
class CourierTest {
    /// Places of a courier with two hands.
    private static final int PLACES = 34;

    private final Scene scene = new Scene();

    @Test
    void a_claim_that_fails_costs_neither_places_nor_tokens() throws Exception {
        meter(new Rate(10 * PLACES, Duration.ofDays(1)));
        run(PLACES);
        Courier courier = scene.courier(scene.main, scene.brittle("claim"));

        assertThatThrownBy(() -> courier.turn(scene.bus)).hasMessageContaining("claim fails");
        courier.turn(scene.bus);

        assertThat(courier.waiting()).isEqualTo(PLACES);
    }

    @Test
    void what_a_mistake_keeps_from_the_belt_is_given_back() throws Exception {
        run(3);
        deferEveryone(3);
        Courier courier = scene.courier(scene.main, scene.brittle("kept"));

        assertThatThrownBy(() -> courier.round(10)).hasMessageContaining("kept fails");

        assertThat(courier.waiting()).isZero();
        assertThat(courier.round(10)).isEqualTo(3);
        assertThat(courier.waiting()).isEqualTo(3);
    }

    /// The last that the carrier brought was not the end of it, and then the road closes.
    @Test
    void who_has_more_to_do_on_a_closed_road_waits() throws Exception {
        scene.carrier.goes = true;
        run(3);
        Courier courier = scene.courier(scene.main);
        courier.round(1);
        scene.roads.get("main").breaker().fail(Trouble.SIGN_IN, "535 no", scene.clock.instant());
        CountDownLatch asked = new CountDownLatch(1);

        courier.turn(waiting(asked));

        assertThat(asked.getCount()).isZero();
    }

    private static Bus waiting(CountDownLatch asked) {
        return new Bus() {
            @Override
            public void ring(String subject) {}

            @Override
            public void await(String subject, Duration atMost) {
                asked.countDown();
            }

            @Override
            public Duration patience() {
                return Duration.ofSeconds(1);
            }

            @Override
            public void close() {}
        };
    }

    private void deferEveryone(int people) throws InterruptedException {
        for (int each = 0; each < people; each++) {
            scene.main.answers.add(Scene.deferred());
        }
        scene.deliver(scene.main);
        scene.clock.pass(Duration.ofMinutes(3));
    }

    @Test
    void a_mail_that_cannot_be_armed_is_let_go_and_tried_again_a_little_later() throws Exception {
        run(1);
        Courier courier = scene.courier(scene.main, scene.brittle("arm"));
        courier.round(10);

        assertThatThrownBy(() -> Scene.carryNext(courier)).hasMessageContaining("arm fails");
        courier.renew();

        assertThat(courier.round(10)).isZero();
        scene.clock.pass(Duration.ofSeconds(10));
        assertThat(courier.round(10)).isEqualTo(1);
        Scene.carryNext(courier);
        assertThat(scene.main.carried).hasSize(1);
    }

    /// And a retry sends the very same octets, whatever was edited since.
    @Test
    void an_attempt_has_the_revision_on_record_that_its_mail_was_composed_with() throws Exception {
        Occurrence occurrence = run(1);
        Revision edited = new Revision("07e4".repeat(16));
        scene.edit("news", edited);
        deferEveryone(1);
        scene.edit("news", new Revision("abcd".repeat(16)));
        scene.deliver(scene.main);

        assertThat(scene.history.attempts(scene.delivery(occurrence).id()))
                .extracting(each -> each.by().revision())
                .containsExactly(Optional.of(edited), Optional.of(edited));
    }

    @Test
    void an_answer_that_cannot_be_written_down_is_let_go_and_judged_when_its_lease_ends() throws Exception {
        run(1);
        Courier courier = scene.courier(scene.main, scene.brittle("settle"));
        courier.round(10);

        assertThatThrownBy(() -> Scene.carryNext(courier)).hasMessageContaining("settle fails");
        scene.clock.pass(Stores.USUAL_LEASE);
        courier.renew();

        assertThat(scene.ledger.uncertain(10, Stores.USUAL_LEASE)).hasSize(1);
    }

    @Test
    void a_mistake_that_cannot_be_composed_away_is_given_back_too() throws Exception {
        run(1);
        scene.uncomposable.add("person0@example.org");
        Courier courier = scene.courier(scene.main, scene.brittle("settle"));

        assertThatThrownBy(() -> courier.round(10)).hasMessageContaining("settle fails");

        assertThat(courier.round(10)).isEqualTo(1);
    }

    @Test
    void mails_that_turn_out_unfit_use_up_no_rate() throws Exception {
        meter(new Rate(10, Duration.ofDays(1)));
        run(2);
        scene.uncomposable.add("person0@example.org");
        Courier courier = scene.courier(scene.main);

        courier.round(10);
        assertThat(courier.waiting()).isZero();
        courier.round(10);

        assertThat(courier.waiting()).isEqualTo(1);
    }

    @Test
    void a_batch_is_composed_one_by_one_as_it_is_taken() throws Exception {
        run(5);
        List<Claim> claims = scene.ledger.claim("main", 10, Stores.USUAL_LEASE);
        List<Integer> composedSoFar = new ArrayList<>();

        new Composing(scene.setup(), scene.ledger).compose(claims, (_, _) -> {
            composedSoFar.add(scene.subjects.get());
            return composedSoFar.size() < 4;
        });

        assertThat(composedSoFar).containsExactly(1, 2, 3, 4);
        assertThat(scene.subjects).hasValue(4);
    }

    @Test
    void whoever_closes_takes_nothing_more_and_gives_back_the_rest() throws Exception {
        run(5);
        Courier courier = scene.courier(scene.main);
        courier.round(3);

        courier.close();
        courier.round(10);

        assertThat(courier.waiting()).isZero();
        assertThat(scene.ledger.claim("main", 10, Stores.USUAL_LEASE)).hasSize(5);
    }

    @Test
    void whoever_is_told_to_stop_gives_back_what_it_was_about_to_claim() throws Exception {
        run(5);
        Courier courier = scene.courier(scene.main);

        courier.stop();
        courier.round(10);

        assertThat(courier.waiting()).isZero();
        assertThat(courier.inHand()).isZero();
        assertThat(scene.ledger.claim("main", 10, Stores.USUAL_LEASE)).hasSize(5);
    }

    @Test
    void what_is_claimed_anew_while_it_still_lies_on_the_belt_takes_no_second_place() throws Exception {
        run(10);
        Courier courier = scene.courier(scene.main);
        courier.turn(scene.bus);
        List<Long> everyone = LongStream.rangeClosed(1, 10).boxed().toList();
        scene.ledger.skip(everyone);
        scene.ledger.retry(everyone);
        courier.turn(scene.bus);
        assertThat(courier.waiting()).isEqualTo(20);

        while (courier.waiting() > 0) {
            Scene.carryNext(courier);
        }
        assertThat(scene.main.accepted).hasSize(10);
        scene.clock.pass(Duration.ofSeconds(1));
        run(PLACES);
        courier.turn(scene.bus);

        assertThat(courier.waiting()).isEqualTo(PLACES);
    }

    @Test
    void a_lost_window_is_one_failure_of_its_road_however_many_were_in_flight() throws Exception {
        Road road = new Road(new LosingWindows(), 1, new Meter(List.of(), scene.clock.instant()), new Breaker());
        scene.roads.put("main", road);
        run(24);
        Courier courier = scene.courier(scene.main);

        courier.round(16);
        Scene.carryNext(courier);
        assertThat(scene.heard(Event.Attempted.class)).hasSize(16);
        assertThat(road.breaker().closed()).isEmpty();

        courier.round(8);
        Scene.carryNext(courier);
        assertThat(scene.heard(Event.Attempted.class)).hasSize(24);
        assertThat(road.breaker().closed()).isPresent();
    }

    /// Loses its line with eight in flight, again and again.
    private final class LosingWindows implements Transport {
        @Override
        public String name() {
            return "main";
        }

        @Override
        public void carry(Clerk clerk) {
            for (List<Parcel> next = clerk.next(8); !next.isEmpty(); next = clerk.next(8)) {
                for (Parcel parcel : clerk.arm(next)) {
                    Outcome lost = new Outcome.Uncertain("connection reset");
                    int number = parcel.claim().attempt();
                    clerk.report(parcel, new Attempt(number, "main", scene.clock.instant(), Duration.ZERO, lost));
                }
            }
        }

        @Override
        public void close() {}
    }

    private void meter(Rate rate) {
        scene.roads.put(
                "main", new Road(scene.main, 2, new Meter(List.of(rate), scene.clock.instant()), new Breaker()));
    }

    private Occurrence run(int people) {
        scene.notification(
                "news",
                null,
                IntStream.range(0, people)
                        .mapToObj(each -> "person%d@example.org".formatted(each))
                        .toArray(String[]::new));
        return scene.run("news");
    }
}
