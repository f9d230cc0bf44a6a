package dev.tidings.bus.nats;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Wires.Incoming;
import dev.tidings.bus.Wires.Listening;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class NatsWiresTest {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static TestNats nats;
    private static Connection other;

    private final String stream = "ORDERS" + NUMBERS.incrementAndGet();
    private final String subject = "orders" + NUMBERS.get() + ".shipped";
    private final List<Incoming> heard = new CopyOnWriteArrayList<>();
    private final List<NatsBus> buses = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        nats = TestNats.started();
        other = nats.connection();
    }

    @AfterAll
    static void stop() throws Exception {
        if (nats == null) return;
        other.close();
        nats.close();
    }

    @BeforeEach
    void makeStream() throws Exception {
        management().addStream(ofOrders().build());
    }

    @AfterEach
    void close() throws Exception {
        buses.forEach(NatsBus::close);
        for (String each : management().getStreamNames()) {
            management().deleteStream(each);
        }
    }

    private static JetStreamManagement management() throws Exception {
        return other.jetStreamManagement();
    }

    private StreamConfiguration.Builder ofOrders() {
        return StreamConfiguration.builder().name(stream).subjects(subject.replace("shipped", "*"));
    }

    private Listening listening(dev.tidings.bus.Wires.Ear ear) throws Exception {
        NatsBus bus = NatsBus.at(nats.address());
        buses.add(bus);
        Listening listening = bus.wires().listen("weekly-report", subject, ear);
        await().pollInterval(Duration.ofMillis(20)).until(() -> management()
                .getConsumerNames(stream)
                .contains(new Names("tidings").consumer("weekly-report", subject)));
        return listening;
    }

    private void told(String body) throws Exception {
        other.jetStream().publish(subject, body.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> bodies() {
        return heard.stream().map(Incoming::body).toList();
    }

    private long unacknowledged() throws Exception {
        return management()
                .getConsumerInfo(stream, new Names("tidings").consumer("weekly-report", subject))
                .getNumAckPending();
    }

    @Test
    void events_are_heard_in_their_order_from_now_on() throws Exception {
        told("before");
        Listening listening = listening(heard::add);
        for (int number = 1; number <= 20; number++) {
            told("größe " + number);
        }
        other.jetStream().publish(subject.replace("shipped", "paid"), new byte[0]);

        await().atMost(5, SECONDS).until(() -> heard.size() == 20);
        assertThat(bodies()).startsWith("größe 1", "größe 2").endsWith("größe 20");
        await().until(() -> unacknowledged() == 0);
        assertThat(listening.trouble()).isEmpty();
    }

    @Test
    void an_event_is_acknowledged_once_it_was_heard() throws Exception {
        CountDownLatch mayReturn = new CountDownLatch(1);
        listening(event -> {
            heard.add(event);
            try {
                mayReturn.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        told("one");
        told("two");

        await().until(() -> heard.size() == 1);
        assertThat(unacknowledged()).isEqualTo(1);
        mayReturn.countDown();
        await().until(() -> unacknowledged() == 0 && heard.size() == 2);
    }

    @Test
    void what_an_ear_does_not_take_comes_again_and_holds_up_nobody() throws Exception {
        AtomicInteger times = new AtomicInteger();
        Listening listening = listening(event -> {
            if (event.body().equals("hard") && times.incrementAndGet() < 3) {
                throw new IllegalStateException("there is no notification weekly-report");
            }
            heard.add(event);
        });
        told("hard");
        await().until(() -> listening.trouble().orElse("").contains("there is no notification weekly-report"));
        told("easy");

        await().atMost(5, SECONDS).until(() -> heard.size() == 2);
        assertThat(bodies()).containsExactly("easy", "hard");
        assertThat(times).hasValue(3);
        await().until(() -> listening.trouble().isEmpty());
    }

    @Test
    void what_comes_while_nobody_listens_is_heard_by_the_next() throws Exception {
        Listening first = listening(heard::add);
        told("one");
        await().until(() -> heard.size() == 1);
        first.close();
        told("two");
        assertThat(bodies()).containsExactly("one");

        listening(heard::add);

        await().atMost(5, SECONDS).until(() -> heard.size() == 2);
        assertThat(bodies()).containsExactly("one", "two");
    }

    @Test
    void two_who_listen_for_the_same_share() throws Exception {
        List<Incoming> second = new CopyOnWriteArrayList<>();
        listening(heard::add);
        listening(second::add);
        for (int number = 0; number < 200; number++) {
            told(String.valueOf(number));
        }

        await().atMost(5, SECONDS).until(() -> heard.size() + second.size() == 200);
        assertThat(heard).isNotEmpty().doesNotContainAnyElementsOf(second);
        assertThat(second).isNotEmpty();
    }

    @Test
    void an_event_has_its_senders_id_or_that_of_its_place() throws Exception {
        listening(heard::add);
        Headers named = new Headers().put("Nats-Msg-Id", "order 17").put("ce-id", "other");
        Headers cloud = new Headers().put("ce-id", "A234-1234");
        Headers scheduled = new Headers().put("Nats-Scheduler", "orders.schedule");
        for (Headers each : List.of(named, cloud, scheduled, new Headers())) {
            other.jetStream().publish(subject, each, null);
        }

        await().atMost(5, SECONDS).until(() -> heard.size() == 4);
        assertThat(heard).extracting(Incoming::id).startsWith("order 17", "A234-1234");
        assertThat(heard.get(2).id()).startsWith(stream + "#3 of 20");
        assertThat(heard.get(3).id()).startsWith(stream + "#4 of 20");
    }

    @Test
    void a_subject_without_a_stream_is_told_of_until_there_is_one() throws Exception {
        management().deleteStream(stream);
        NatsBus bus = NatsBus.at(nats.address());
        buses.add(bus);
        Listening listening = bus.wires().listen("weekly-report", subject, heard::add);
        await().until(() -> listening.trouble().isPresent());
        assertThat(listening.trouble().orElseThrow())
                .contains("no JetStream stream", "nats stream add NAME --subjects \"" + subject + '"');

        makeStream();

        await().atMost(5, SECONDS).until(() -> listening.trouble().isEmpty());
        told("one");
        await().until(() -> bodies().equals(List.of("one")));
    }

    @Test
    void a_consumer_that_was_deleted_goes_on_where_it_was() throws Exception {
        Listening listening = listening(heard::add);
        told("one");
        await().until(() -> unacknowledged() == 0 && heard.size() == 1);

        management().deleteConsumer(stream, new Names("tidings").consumer("weekly-report", subject));
        told("two");

        await().atMost(10, SECONDS).until(() -> heard.size() == 2);
        assertThat(bodies()).containsExactly("one", "two");
        assertThat(listening.trouble()).isEmpty();
    }

    @Test
    void a_work_queue_is_heard_from_its_beginning() throws Exception {
        management().deleteStream(stream);
        management()
                .addStream(ofOrders().retentionPolicy(RetentionPolicy.WorkQueue).build());
        told("before");
        listening(heard::add);

        await().atMost(5, SECONDS).until(() -> bodies().equals(List.of("before")));
    }

    @Test
    void a_server_may_be_away_for_a_while() throws Exception {
        try (TestNats weak = TestNats.started();
                NatsBus bus = NatsBus.at(weak.address())) {
            try (Connection before = weak.connection()) {
                before.jetStreamManagement().addStream(ofOrders().build());
            }
            Listening listening = bus.wires().listen("weekly-report", subject, heard::add);
            await().until(() -> listening.trouble().isEmpty());
            weak.stop();
            await().until(() -> listening.trouble().isPresent());
            weak.start();

            try (Connection after = weak.connection()) {
                await().atMost(10, SECONDS).until(() -> listening.trouble().isEmpty());
                after.jetStream().publish(subject, "one".getBytes(StandardCharsets.UTF_8));
                await().atMost(15, SECONDS).until(() -> bodies().equals(List.of("one")));
            }
        }
    }
}
