package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Wires;
import dev.tidings.bus.Wires.Incoming;
import dev.tidings.bus.Wires.Listening;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// All that [Wires] promise. An adapter's test extends this and opens its broker.
@Timeout(60)
public abstract class WiresContract {
    /// Of two nodes.
    protected abstract Wires one();

    protected abstract Wires other();

    /// Where the tests' events come in.
    protected abstract String subject();

    /// Another system says something.
    ///
    /// @param id the event's own; none when it is empty
    protected abstract void say(String id, String body) throws Exception;

    /// Whoever listens from now on hears what is said from now on.
    protected abstract void awaitListening(Listening listening) throws Exception;

    @Test
    void an_event_is_heard_with_its_own_id() throws Exception {
        List<Incoming> heard = new CopyOnWriteArrayList<>();
        try (Listening listening = one().listen("shipped", subject(), heard::add)) {
            awaitListening(listening);
            say("order-7", "seven");

            await().until(() -> heard.size() == 1);
            assertThat(heard.getFirst().id()).isEqualTo("order-7");
            assertThat(listening.trouble()).isEmpty();
        }
    }

    @Test
    void events_without_an_id_are_told_apart() throws Exception {
        List<Incoming> heard = new CopyOnWriteArrayList<>();
        try (Listening listening = one().listen("shipped", subject(), heard::add)) {
            awaitListening(listening);
            say("", "a");
            say("", "a");

            await().until(() -> heard.size() == 2);
            assertThat(heard).extracting(Incoming::id).doesNotHaveDuplicates().noneMatch(String::isBlank);
        }
    }

    @Test
    void an_event_that_cannot_be_stored_comes_again_until_it_can() throws Exception {
        AtomicInteger fails = new AtomicInteger(2);
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Listening listening = one().listen("shipped", subject(), event -> {
            if (fails.getAndDecrement() > 0) throw new IllegalStateException("the store is away");
            heard.add(event.id());
        })) {
            awaitListening(listening);
            say("order-7", "seven");

            await().untilAsserted(() -> assertThat(listening.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("the store is away")));
            await().until(() -> heard.size() == 1);
            await().until(() -> listening.trouble().isEmpty());
            assertThat(heard).containsExactly("order-7");
        }
    }

    @Test
    void nodes_that_listen_for_the_same_share_the_events_and_another_hears_them_all() throws Exception {
        List<String> here = new CopyOnWriteArrayList<>();
        List<String> there = new CopyOnWriteArrayList<>();
        List<String> audit = new CopyOnWriteArrayList<>();
        try (Listening first = one().listen("shipped", subject(), event -> here.add(event.id()));
                Listening second = other().listen("shipped", subject(), event -> there.add(event.id()));
                Listening third = other().listen("audit", subject(), event -> audit.add(event.id()))) {
            awaitListening(first);
            awaitListening(second);
            awaitListening(third);
            for (int each = 0; each < 50; each++) say("order-" + each, "x");

            await().until(() -> here.size() + there.size() == 50 && audit.size() == 50);
            List<String> all = new ArrayList<>(here);
            all.addAll(there);
            assertThat(all).doesNotHaveDuplicates();
            assertThat(new HashSet<>(audit)).isEqualTo(new HashSet<>(all));
        }
    }

    @Test
    void what_is_said_while_nobody_listens_is_heard_later() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (Listening listening = one().listen("shipped", subject(), event -> heard.add(event.id()))) {
            awaitListening(listening);
            say("order-1", "x");
            await().until(() -> heard.size() == 1);
        }
        say("order-2", "x");

        try (Listening _ = other().listen("shipped", subject(), event -> heard.add(event.id()))) {
            await().until(() -> heard.size() == 2);
        }
        assertThat(heard)
                .containsExactlyElementsOf(
                        IntStream.of(1, 2).mapToObj(each -> "order-" + each).toList());
    }
}
