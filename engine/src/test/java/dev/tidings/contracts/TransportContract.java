package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/// The promises of a [Transport]: every parcel that arm does not drop is reported exactly once, whatever
/// happens, and the octets that end a message are written only for armed parcels.
@Timeout(60)
public abstract class TransportContract {
    /// A way out, and its far side.
    public interface Way extends AutoCloseable {
        Transport transport();

        /// The subjects of the mails whose end arrived at the far side, in any order.
        List<String> arrived();

        @Override
        void close() throws Exception;
    }

    @FunctionalInterface
    public interface Opening {
        Way open() throws Exception;
    }

    /// One that works.
    protected abstract Way working() throws Exception;

    /// Those that fail, each in its own way, by what is wrong.
    protected abstract Map<String, Opening> failing();

    @Test
    void all_that_is_well_is_armed_once_and_reported_accepted_once() throws Exception {
        Book book = new Book();
        try (Way way = working()) {
            way.transport().carry(Parcels.handing(List.of(mail("one"), mail("two"), mail("three")), book));

            assertThat(book.armed).containsExactly("one", "two", "three");
            assertThat(book.reported).containsExactly("one", "two", "three");
            assertThat(book.accepted).containsExactly("one", "two", "three");
            assertThat(way.arrived()).containsExactlyInAnyOrder("one", "two", "three");
        }
    }

    @Test
    void what_arm_drops_is_neither_ended_nor_reported_and_the_others_go_on() throws Exception {
        Book book = new Book("two");
        try (Way way = working()) {
            way.transport().carry(Parcels.handing(List.of(mail("one"), mail("two"), mail("three")), book));

            assertThat(book.reported).containsExactly("one", "three");
            assertThat(way.arrived()).containsExactlyInAnyOrder("one", "three");
        }
    }

    @Test
    void several_runs_at_once_do_not_mix() throws Exception {
        Book book = new Book();
        try (Way way = working()) {
            List<Thread> hands = IntStream.range(0, 8)
                    .mapToObj(hand -> Thread.ofVirtual()
                            .start(() -> way.transport()
                                    .carry(Parcels.handing(
                                            List.of(mail("a" + hand), mail("b" + hand), mail("c" + hand)), book))))
                    .toList();
            for (Thread hand : hands) {
                hand.join();
            }

            assertThat(book.reported).hasSize(24).doesNotHaveDuplicates();
            assertThat(way.arrived()).containsExactlyInAnyOrderElementsOf(book.reported);
        }
    }

    @Test
    void what_the_clerk_throws_is_passed_on_and_nothing_is_ended() throws Exception {
        Book book = new Book();
        book.failsToArm = true;
        try (Way way = working()) {
            assertThatThrownBy(() -> way.transport().carry(Parcels.handing(List.of(mail("one")), book)))
                    .hasMessage("the ledger is gone");
            assertThat(book.reported).isEmpty();
            assertThat(way.arrived()).isEmpty();

            book.failsToArm = false;
            way.transport().carry(Parcels.handing(List.of(mail("two")), book));
            assertThat(book.reported).containsExactly("two");
        }
    }

    @TestFactory
    Stream<DynamicTest> whatever_happens_each_is_reported_once() {
        return failing().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> eachIsReportedOnce(each.getValue())));
    }

    private static void eachIsReportedOnce(Opening opening) throws Exception {
        Book book = new Book("two");
        try (Way way = opening.open()) {
            way.transport().carry(Parcels.handing(List.of(mail("one"), mail("two"), mail("three")), book));
            way.transport().carry(Parcels.handing(List.of(mail("four")), book));

            List<String> expected = new ArrayList<>(List.of("one", "two", "three", "four"));
            expected.removeAll(book.dropped);
            assertThat(book.reported).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(book.armed).containsAll(way.arrived());
            assertThat(way.arrived()).containsAll(book.accepted);
        }
    }

    protected static Parcel mail(String subject) {
        return Parcels.to("ann", subject);
    }

    /// Writes down the subjects of what a transport asks and tells.
    private static final class Book implements Clerk {
        private final List<String> withheld;
        private final Queue<String> armed = new ConcurrentLinkedQueue<>();
        private final Queue<String> dropped = new ConcurrentLinkedQueue<>();
        private final Queue<String> reported = new ConcurrentLinkedQueue<>();
        private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
        private volatile boolean failsToArm;

        private Book(String... withheld) {
            this.withheld = List.of(withheld);
        }

        @Override
        public List<Parcel> next(int most) {
            return List.of();
        }

        @Override
        public List<Parcel> arm(List<Parcel> parcels) {
            if (failsToArm) {
                throw new IllegalStateException("the ledger is gone");
            }
            List<Parcel> going = parcels.stream()
                    .filter(each -> !withheld.contains(each.message().subject()))
                    .toList();
            parcels.forEach(each ->
                    (going.contains(each) ? armed : dropped).add(each.message().subject()));
            return going;
        }

        @Override
        public void report(Parcel parcel, Attempt attempt) {
            reported.add(parcel.message().subject());
            if (attempt.outcome() instanceof Outcome.Accepted) {
                accepted.add(parcel.message().subject());
            }
        }
    }
}
