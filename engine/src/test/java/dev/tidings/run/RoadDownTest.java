package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Meter;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.Road;
import dev.tidings.deliver.Trouble;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Pause;
import dev.tidings.notification.Route;
import dev.tidings.notification.TransportSpec.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A road is down for an hour while many are due.
@Timeout(120)
class RoadDownTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Outcome> TROUBLES = List.of(
            new Outcome.Unreachable(Trouble.CONNECTION, "connection refused"),
            new Outcome.Unreachable(Trouble.SERVER, "GREETING: 421 not now"),
            new Outcome.Unreachable(Trouble.TLS, "handshake failed"),
            new Outcome.Unreachable(
                    Trouble.THROTTLED, "454 too fast", Optional.of(new Pause.Said(Duration.ofMinutes(1)))),
            new Outcome.Unreachable(
                    Trouble.QUOTA, "452 used up", Optional.of(new Pause.Lasting(Duration.ofMinutes(10)))));

    /// Those who are claimed when it goes down, and then one at a time: 30 s, 1, 2, 4, 8 min, then every 15 min.
    private static final int FEW = 3 + 12;

    private final Scene scene = new Scene();

    @Test
    void a_hundred_thousand_due_make_no_storm_lose_no_retry_and_all_go_once_when_it_is_up() throws Exception {
        Story story = new Story(100_000, new Random(0), List.of(TROUBLES.getFirst()));

        assertThat(story.down()).isLessThanOrEqualTo(FEW);
        assertThat(scene.main.accepted).isEmpty();
        story.up();

        story.tellsAll();
    }

    /// Whatever the trouble, and however it changes.
    @Test
    void it_is_the_same_for_every_kind_of_trouble() throws Exception {
        for (int seed = 0; seed < 12; seed++) {
            Scene fresh = new Scene();
            Random random = new Random(seed);
            List<Outcome> troubles = seed < TROUBLES.size() ? List.of(TROUBLES.get(seed)) : TROUBLES;
            Story story = new Story(fresh, 400 + random.nextInt(800), random, troubles);

            // one that asks for a minute each time is asked once a minute
            assertThat(story.down()).as("attempts, seed %d", seed).isLessThanOrEqualTo(3 + 61);
            story.up();

            story.tellsAll();
        }
    }

    /// One road, nobody else's, and a mail for each of so many people.
    private final class Story {
        private final Scene scene;
        private final int people;
        private final Random random;
        private final List<Outcome> troubles;
        private final Occurrence occurrence;
        private final Courier courier;

        private Story(int people, Random random, List<Outcome> troubles) {
            this(RoadDownTest.this.scene, people, random, troubles);
        }

        private Story(Scene scene, int people, Random random, List<Outcome> troubles) {
            this.scene = scene;
            this.people = people;
            this.random = random;
            this.troubles = troubles;
            scene.route = new Route.InOrder(List.of("main"));
            scene.notification(
                    "news",
                    null,
                    IntStream.range(0, people)
                            .mapToObj(each -> "person%d@example.org".formatted(each))
                            .toArray(String[]::new));
            this.occurrence = scene.run("news");
            this.courier = scene.courier(scene.main);
        }

        /// An hour, second by second.
        ///
        /// @return how many were tried
        private int down() throws InterruptedException {
            Instant end = scene.clock.instant().plus(HOUR);
            while (scene.clock.instant().isBefore(end)) {
                scene.main.answers.clear();
                for (int each = 0; each < 100; each++) {
                    scene.main.answers.add(troubles.get(random.nextInt(troubles.size())));
                }
                turn(64);
                scene.clock.pass(Duration.ofSeconds(1));
            }
            scene.main.answers.clear();
            return scene.main.carried.size();
        }

        /// Until everybody is settled; faster than that as the clock goes, for nothing depends on it.
        private void up() throws InterruptedException {
            for (int second = 0; second < 7200 && running(); second++) {
                turn(10_000);
                scene.clock.pass(Duration.ofSeconds(1));
            }
        }

        private void turn(int most) throws InterruptedException {
            courier.round(most);
            while (courier.waiting() > 0) {
                Scene.carryNext(courier);
            }
        }

        private boolean running() {
            return scene.record(occurrence).standing() != OccurrenceRecord.Standing.FINISHED;
        }

        private void tellsAll() {
            Map<Long, Integer> copies = new HashMap<>();
            scene.main.accepted.forEach(parcel -> copies.merge(parcel.claim().delivery(), 1, Integer::sum));
            assertThat(scene.record(occurrence).result()).isEqualTo("succeeded");
            assertThat(copies).hasSize(people);
            assertThat(copies.values()).allMatch(count -> count == 1);
            assertThat(scene.main.carried)
                    .extracting(Parcel::claim)
                    .allMatch(claim ->
                            claim.progress().retries() == 0 && !claim.progress().possibleDuplicate());
        }
    }

    @Test
    void after_throttling_it_drains_at_half_the_rate_and_then_at_all_of_it() throws Exception {
        scene.roads.put(
                "main",
                new Road(
                        scene.main,
                        2,
                        new Meter(List.of(new Rate(600, Duration.ofMinutes(1))), scene.clock.instant()),
                        new Breaker()));
        Story story = new Story(10_000, new Random(0), List.of());
        int usual = minute(story);
        scene.main.answers.add(TROUBLES.get(3));
        minute(story);
        minute(story);

        int slow = minute(story);
        for (int each = 0; each < 4; each++) {
            minute(story);
        }

        assertThat(usual).isBetween(590, 600);
        assertThat(slow).as("the second minute of those in which it comes back").isBetween(usual / 2, usual * 4 / 5);
        assertThat(minute(story)).isBetween(580, 600);
    }

    private int minute(Story story) throws InterruptedException {
        int before = scene.main.accepted.size();
        for (int tick = 0; tick < 600; tick++) {
            story.turn(100);
            scene.clock.pass(Duration.ofMillis(100));
        }
        return scene.main.accepted.size() - before;
    }
}
