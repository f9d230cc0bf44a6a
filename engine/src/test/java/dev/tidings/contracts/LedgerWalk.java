package dev.tidings.contracts;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Entry;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Settlement;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.mail.Address;
import dev.tidings.notification.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any sequence of transitions leaves the ledger under test where it leaves the one in memory.
public interface LedgerWalk extends LedgerStory {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    default void a_walk_at_random_ends_where_it_ends_in_memory(long seed) {
        new Walk(this, seed).steps(220);
    }

    /// Two ledgers side by side, given the same transitions.
    final class Walk {
        private final LedgerStory story;
        private final RandomGenerator random;
        private final MemoryLedger model;
        private final Map<String, Claim> modelClaims = new TreeMap<>();
        private final Map<String, Claim> claims = new TreeMap<>();
        private final List<Occurrence> occurrences = new ArrayList<>();
        private int people;

        Walk(LedgerStory story, long seed) {
            this.story = story;
            this.random = RandomGeneratorFactory.of("Xoshiro256PlusPlus").create(seed);
            this.model = new MemoryLedger(story.clock());
        }

        void steps(int count) {
            for (int step = 0; step < count; step++) {
                step();
                if (step % 10 == 9) compare();
            }
            compare();
        }

        private void step() {
            switch (random.nextInt(23)) {
                case 0, 1 -> trigger();
                case 2, 3, 4 -> enter();
                case 5 -> end();
                case 6, 7 -> claim();
                case 8 -> arm();
                case 9, 10, 11 -> settle();
                case 12 -> some().forEach(trace -> both(trace, (ledger, claim) -> ledger.release(List.of(claim))));
                case 13 -> some().forEach(trace -> both(trace, (ledger, claim) -> ledger.renew(List.of(claim), LEASE)));
                case 14 -> clean();
                case 15 -> decide();
                case 17 -> suppress();
                case 19 -> hear();
                case 20, 21 -> judge();
                case 18 -> lift();
                case 16 -> story.clock().pass(Duration.ofSeconds(random.nextInt(1, 90)));
                default -> rarely();
            }
        }

        private void rarely() {
            switch (random.nextInt(7)) {
                case 0 -> cancel();
                case 4, 5 -> stop();
                case 3 -> forget();
                case 1 -> {
                    story.reopen();
                    model.abandonClaims();
                    // they ended with the process that had them
                    claims.clear();
                    modelClaims.clear();
                    story.clock().pass(Ledger.PATIENCE);
                    model.reap();
                    story.ledger().reap();
                }
                case 2 -> story.clock().pass(DAY.dividedBy(3));
                default -> assertThat(story.ledger().expire()).isEqualTo(model.expire());
            }
        }

        private void forget() {
            Instant before = story.now().minusSeconds(random.nextInt(200));
            assertThat(story.ledger().forget(before, 10_000)).isEqualTo(model.forget(before, 10_000));
            occurrences.removeIf(each -> story.history().occurrence(each.id()).isEmpty());
        }

        private void trigger() {
            story.clock().pass(Duration.ofMillis(1));
            Occurrence occurrence = story.triggered("n" + random.nextInt(5));
            model.trigger(new Firing(
                    occurrence.key(),
                    new Firing.Decision.Due(),
                    Optional.empty(),
                    occurrence.stage(),
                    occurrence.revision(),
                    occurrence.period(),
                    occurrence.only()));
            occurrences.add(occurrence);
            expand();
        }

        private void expand() {
            assertThat(keys(story.ledger().expand(100))).isEqualTo(keys(model.expand(100)));
        }

        private static List<Occurrence.Key> keys(List<Occurrence> occurrences) {
            return occurrences.stream().map(Occurrence::key).toList();
        }

        private void enter() {
            if (occurrences.isEmpty()) return;
            Occurrence into = any(occurrences);
            List<Entry> page = new ArrayList<>();
            for (int i = random.nextInt(1, 12); i > 0; i--) {
                String person = "p" + (random.nextInt(8) == 0 ? random.nextInt(1 + people) : ++people);
                page.add(
                        random.nextInt(9) == 0
                                ? story.misfit(person, person, "an @ is missing")
                                : story.mailTo(person, story.now().plusSeconds(random.nextInt(-40, 40))));
            }
            assertThat(story.ledger().enter(into, page)).isEqualTo(model.enter(into, page));
        }

        private void end() {
            if (occurrences.isEmpty()) return;
            Occurrence occurrence = any(occurrences);
            for (Ledger each : List.of(model, story.ledger())) {
                switch ((int) (occurrence.id() % 7)) {
                    case 0 -> each.abandon(occurrence, "no such table");
                    case 1 -> each.postpone(occurrence, story.now().plusSeconds(20), "not now");
                    default -> each.entered(occurrence);
                }
            }
            expand();
        }

        private void claim() {
            List<Claim> expected = model.claim(ROAD, 10_000, LEASE);
            List<Claim> claimed = story.ledger().claim(ROAD, 10_000, LEASE);
            assertThat(summaries(claimed)).isEqualTo(summaries(expected));
            expected.forEach(each -> modelClaims.put(each.trace().hex(), each));
            claimed.forEach(each -> claims.put(each.trace().hex(), each));
        }

        private static List<String> summaries(List<Claim> claims) {
            return claims.stream()
                    .sorted(comparing(each -> each.trace().hex()))
                    .map(each -> each.recipient() + " " + each.attempt() + " " + each.due() + " " + each.progress())
                    .toList();
        }

        private void arm() {
            List<String> some = some();
            List<Claim> armed =
                    story.ledger().arm(some.stream().map(claims::get).toList());
            List<Claim> expected = model.arm(some.stream().map(modelClaims::get).toList());
            assertThat(summaries(armed)).isEqualTo(summaries(expected));
        }

        private void settle() {
            for (String trace : some()) {
                int kind = random.nextInt(7);
                int seconds = random.nextInt(50);
                assertThat(story.settle(settlement(claims.get(trace), kind, seconds)))
                        .isEqualTo(model.settle(settlement(modelClaims.get(trace), kind, seconds))
                                .join());
            }
        }

        private Settlement settlement(Claim claim, int kind, int seconds) {
            return switch (kind) {
                case 0 -> story.deferred(claim, story.now().plusSeconds(seconds));
                case 1 ->
                    story.keeping(
                            story.deferred(claim, story.now().plusSeconds(seconds)), story.message("Hello " + seconds));
                case 2 -> story.failed(claim);
                case 3 -> story.held(claim);
                case 4 -> story.resent(claim, story.now().plusSeconds(seconds));
                case 5 -> story.waiting(claim, ROAD, story.now().plusSeconds(seconds));
                default -> story.accepted(claim);
            };
        }

        private void clean() {
            assertThat(story.ledger().reap()).isEqualTo(model.reap());
            assertThat(story.ledger().expire()).isEqualTo(model.expire());
            List<Claim> expected = model.uncertain(10_000, LEASE);
            List<Claim> uncertain = story.ledger().uncertain(10_000, LEASE);
            assertThat(summaries(uncertain)).isEqualTo(summaries(expected));
            expected.forEach(each -> modelClaims.put(each.trace().hex(), each));
            uncertain.forEach(each -> claims.put(each.trace().hex(), each));
        }

        private void decide() {
            if (occurrences.isEmpty()) return;
            var everyone = story.everyone(any(occurrences));
            List<Long> some = everyone.stream()
                    .map(each -> each.id())
                    .filter(_ -> random.nextInt(4) == 0)
                    .toList();
            Collection<Long> same = some.stream().map(this::modelId).toList();
            if (random.nextBoolean()) {
                assertThat(story.ledger().retry(some)).isEqualTo(model.retry(same));
            } else {
                assertThat(story.ledger().skip(some)).isEqualTo(model.skip(same));
            }
        }

        private void cancel() {
            if (occurrences.isEmpty()) return;
            int which = random.nextInt(occurrences.size());
            long id = occurrences.get(which).id();
            long same = model.occurrences.values().stream()
                    .filter(each ->
                            each.occurrence.key().equals(occurrences.get(which).key()))
                    .findFirst()
                    .orElseThrow()
                    .occurrence
                    .id();
            if (random.nextBoolean()) {
                assertThat(story.ledger().cancel(id)).isEqualTo(model.cancel(same));
            } else {
                assertThat(story.ledger().retryAll(id)).isEqualTo(model.retryAll(same));
            }
        }

        private void suppress() {
            List<Suppression> some = new ArrayList<>();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                Instant now = story.now().truncatedTo(ChronoUnit.MILLIS);
                some.add(new Suppression(
                        new Address("p" + random.nextInt(1 + people), "example.org"),
                        Optional.of("n" + random.nextInt(5)).filter(_ -> random.nextBoolean()),
                        Suppression.Reason.values()[random.nextInt(4)],
                        new Suppression.Act("walk", "seed", "note " + i),
                        now,
                        Optional.of(now.plusSeconds(random.nextInt(1, 300))).filter(_ -> random.nextBoolean())));
            }
            assertThat(story.ledger().suppress(some)).isEqualTo(model.suppress(some));
        }

        private void lift() {
            List<Long> some = story.history().suppressions("", History.Which.EVER, Page.first(100)).stream()
                    .map(SuppressionRecord::id)
                    .filter(_ -> random.nextInt(3) == 0)
                    .toList();
            Suppression.Act act = new Suppression.Act("walk", "seed", "again");
            assertThat(story.ledger().lift(some, act)).isEqualTo(model.lift(some, act));
        }

        private void hear() {
            List<Arrival> some = new ArrayList<>();
            for (int i = random.nextInt(1, 6); i > 0; i--) {
                List<Notice> notices =
                        Stream.generate(this::notice).limit(random.nextInt(3)).toList();
                Report report = new Report(Report.Kind.BOUNCE, notices, Clues.NONE);
                some.add(new Arrival("walk", "e" + random.nextInt(60), story.now(), report, new byte[i]));
            }
            assertThat(story.ledger().hear(some)).isEqualTo(model.hear(some));
        }

        private Notice notice() {
            Fate fate = random.nextBoolean() ? Fate.FAILED : Fate.COMPLAINED;
            Reason reason = Reason.values()[random.nextInt(Reason.values().length)];
            return new Notice(Optional.of("p"), fate, reason, Optional.empty(), Optional.empty(), "said");
        }

        private void judge() {
            List<NoticeRecord> notices = story.ledger().unjudged(4);
            List<NoticeRecord> same = model.unjudged(4);
            List<Judgement> judgements = new ArrayList<>();
            List<Judgement> expected = new ArrayList<>();
            for (int at = 0; at < notices.size(); at++) {
                Match.Proof proof = Match.Proof.values()[random.nextInt(5)];
                Optional<DeliveryRecord> about = anybody();
                int attempt = about.map(each -> each.progress().attempts()).orElse(0) * random.nextInt(3) / 2;
                Optional<State> becomes = Optional.of(
                        List.of(State.ACCEPTED, State.BOUNCED, State.COMPLAINED).get(random.nextInt(3)));
                boolean believed = random.nextBoolean();
                judgements.add(new Judgement(
                        notices.get(at).id(),
                        about.map(each -> new Match(each.id(), attempt, proof)),
                        believed,
                        becomes,
                        "why " + at,
                        "what"));
                expected.add(new Judgement(
                        same.get(at).id(),
                        about.map(each -> new Match(modelId(each.id()), attempt, proof)),
                        believed,
                        becomes,
                        "why " + at,
                        "what"));
            }
            if (random.nextInt(4) == 0) {
                Instant until = story.now().plusSeconds(random.nextInt(60));
                story.ledger().putOff(judgements.stream().map(Judgement::notice).toList(), until);
                model.putOff(expected.stream().map(Judgement::notice).toList(), until);
            } else {
                assertThat(story.ledger().judge(judgements).values())
                        .containsExactlyElementsOf(model.judge(expected).values());
            }
        }

        private Optional<DeliveryRecord> anybody() {
            List<DeliveryRecord> everyone = occurrences.isEmpty() ? List.of() : story.everyone(any(occurrences));
            return everyone.isEmpty() || random.nextInt(5) == 0 ? Optional.empty() : Optional.of(any(everyone));
        }

        private long modelId(long id) {
            return model.history()
                    .delivery(story.history().delivery(id).orElseThrow().trace())
                    .orElseThrow()
                    .id();
        }

        private void stop() {
            String notification = "n" + random.nextInt(5);
            if (random.nextInt(3) == 0) {
                assertThat(story.ledger().stop(notification, "why")).isEqualTo(model.stop(notification, "why"));
            } else {
                story.history()
                        .stops()
                        .forEach(each -> assertThat(story.ledger().goOn(each.notification()))
                                .isEqualTo(model.goOn(each.notification())));
            }
        }

        private List<String> some() {
            return claims.keySet().stream().filter(_ -> random.nextInt(6) == 0).toList();
        }

        private void both(String trace, BiConsumer<Ledger, Claim> act) {
            act.accept(model, modelClaims.get(trace));
            act.accept(story.ledger(), claims.get(trace));
        }

        private <T> T any(List<T> among) {
            return among.get(random.nextInt(among.size()));
        }

        private void compare() {
            Snapshot actual = Snapshot.of(story.history());
            assertThat(actual).isEqualTo(Snapshot.of(model.history()));
        }
    }
}
