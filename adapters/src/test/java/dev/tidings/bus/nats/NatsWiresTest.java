package dev.tidings.bus.nats;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.bus.Wires;
import dev.tidings.bus.Wires.Incoming;
import dev.tidings.bus.Wires.Listening;
import dev.tidings.contracts.WiresContract;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
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
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class NatsWiresTest extends WiresContract {
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private static TestNats nats;
    private static Connection somebody;

    private final String stream = "ORDERS" + NUMBERS.incrementAndGet();
    private final String subject = "orders" + NUMBERS.get() + ".shipped";
    private final List<Incoming> heard = new CopyOnWriteArrayList<>();
    private final List<NatsBus> buses = new ArrayList<>();
    private final Wires one = bus().wires();
    private final Wires other = bus().wires();

    @BeforeAll
    static void start() throws Exception {
        nats = TestNats.started();
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
        somebody = nats.connection();
    }

    @AfterAll
    static void stop() throws Exception {
        Awaitility.reset();
        if (nats == null) return;
        somebody.close();
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
        return somebody.jetStreamManagement();
    }

    private StreamConfiguration.Builder ofOrders() {
        return StreamConfiguration.builder().name(stream).subjects(subject.replace("shipped", "*"));
    }

    private NatsBus bus() {
        NatsBus bus = NatsBus.at(nats.address());
        buses.add(bus);
        return bus;
    }

    @Override
    protected Wires one() {
        return one;
    }

    @Override
    protected Wires other() {
        return other;
    }

    @Override
    protected String subject() {
        return subject;
    }

    @Override
    protected void say(String id, String body) throws Exception {
        Headers headers = new Headers();
        if (!id.isEmpty()) headers.put("Nats-Msg-Id", id);
        somebody.jetStream().publish(subject, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected void awaitListening(Listening listening) {
        await().pollInterval(Duration.ofMillis(20)).until(((NatsListening) listening)::isHearing);
    }

    private Listening listening(Wires.Ear ear) {
        Listening listening = bus().wires().listen("weekly-report", subject, ear);
        awaitListening(listening);
        return listening;
    }

    private List<String> ids() {
        return heard.stream().map(Incoming::id).toList();
    }

    private long unacknowledged() throws Exception {
        return management()
                .getConsumerInfo(stream, new Names("tidings").consumer("weekly-report", subject))
                .getNumAckPending();
    }

    @Test
    void events_are_heard_in_their_order_from_now_on() throws Exception {
        say("before", "x");
        Listening listening = listening(heard::add);
        for (int number = 1; number <= 20; number++) {
            say("size " + number, "x");
        }
        somebody.jetStream().publish(subject.replace("shipped", "paid"), new byte[0]);

        await().atMost(5, SECONDS).until(() -> heard.size() == 20);
        assertThat(ids()).startsWith("size 1", "size 2").endsWith("size 20");
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
        say("one", "x");
        say("two", "x");

        await().until(() -> heard.size() == 1);
        assertThat(unacknowledged()).isEqualTo(1);
        mayReturn.countDown();
        await().until(() -> unacknowledged() == 0 && heard.size() == 2);
    }

    private void schedule(int times) throws Exception {
        Headers schedule = new Headers().put("Nats-Schedule", "@at 2036-01-01T00:00:00Z");
        for (int number = 0; number < times; number++) {
            somebody.publish(subject, schedule, "later".getBytes(StandardCharsets.UTF_8));
        }
    }

    private long stored() throws Exception {
        return management().getStreamInfo(stream).getStreamState().getMsgCount();
    }

    /// More of them than a consumer usually lets lie without an acknowledgement.
    @Test
    void schedules_are_no_events_and_stay_where_they_are() throws Exception {
        Listening listening = listening(heard::add);
        schedule(1_100);
        say("now", "x");

        await().atMost(20, SECONDS).until(() -> ids().equals(List.of("now")));
        await().until(() -> unacknowledged() == 0);
        assertThat(stored()).isEqualTo(1_101);
        assertThat(listening.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("is a schedule and no event"));
    }

    @Test
    void schedules_of_a_work_queue_are_left_to_it() throws Exception {
        management().deleteStream(stream);
        management()
                .addStream(ofOrders().retentionPolicy(RetentionPolicy.WorkQueue).build());
        Listening listening = listening(heard::add);
        schedule(1_100);
        say("", "now");

        await().atMost(20, SECONDS).until(() -> heard.size() == 1);
        await().until(() -> stored() == 1_100);
        assertThat(unacknowledged()).isEqualTo(1_100);
        assertThat(listening.trouble())
                .hasValueSatisfying(why -> assertThat(why).contains("is a schedule and no event"));
    }

    @Test
    void a_consumer_that_lets_less_lie_is_widened() throws Exception {
        management()
                .addOrUpdateConsumer(
                        stream,
                        ConsumerConfiguration.builder()
                                .durable(new Names("tidings").consumer("weekly-report", subject))
                                .filterSubject(subject)
                                .ackPolicy(AckPolicy.Explicit)
                                .maxAckPending(1)
                                .build());
        listening(event -> {
            if (event.id().equals("hard")) throw new IllegalStateException("not now");
            heard.add(event);
        });
        say("hard", "x");
        say("easy", "x");

        await().atMost(20, SECONDS).until(() -> heard.size() == 1);
        assertThat(unacknowledged()).isEqualTo(1);
    }

    @Test
    void what_an_ear_does_not_take_comes_again_and_holds_up_nobody() throws Exception {
        AtomicInteger times = new AtomicInteger();
        Listening listening = listening(event -> {
            if (event.id().equals("hard") && times.incrementAndGet() < 3) {
                throw new IllegalStateException("there is no notification weekly-report");
            }
            heard.add(event);
        });
        say("hard", "x");
        await().until(() -> listening.trouble().orElse("").contains("there is no notification weekly-report"));
        say("easy", "x");

        await().atMost(5, SECONDS).until(() -> heard.size() == 2);
        assertThat(ids()).containsExactly("easy", "hard");
        assertThat(times).hasValue(3);
        await().until(() -> listening.trouble().isEmpty());
    }

    @Test
    void an_event_has_its_senders_id_or_that_of_its_place() throws Exception {
        listening(heard::add);
        Headers named = new Headers().put("Nats-Msg-Id", "order 17").put("ce-id", "other");
        Headers cloud = new Headers().put("ce-id", "A234-1234");
        Headers scheduled = new Headers().put("Nats-Scheduler", "orders.schedule");
        for (Headers each : List.of(named, cloud, scheduled, new Headers())) {
            somebody.jetStream().publish(subject, each, null);
        }

        await().atMost(5, SECONDS).until(() -> heard.size() == 4);
        assertThat(heard).extracting(Incoming::id).startsWith("order 17", "A234-1234");
        assertThat(heard.get(2).id()).startsWith(stream + "#3 of 20");
        assertThat(heard.get(3).id()).startsWith(stream + "#4 of 20");
    }

    /// Left unacknowledged, it would come again after 30 s only.
    @Test
    void what_comes_while_a_listener_leaves_is_heard_by_the_next_at_once() throws Exception {
        for (int round = 1; round <= 12; round++) {
            Listening leaving = one.listen("weekly-report", subject, heard::add);
            awaitListening(leaving);
            leaving.close();
            say("", "in round " + round);
            try (Listening _ = other.listen("weekly-report", subject, heard::add)) {
                int all = round;
                await().atMost(10, SECONDS).until(() -> heard.size() == all);
            }
        }
    }

    @Test
    void a_subject_without_a_stream_is_told_of_until_there_is_one() throws Exception {
        management().deleteStream(stream);
        Listening listening = one.listen("weekly-report", subject, heard::add);
        await().until(() -> listening.trouble().isPresent());
        assertThat(listening.trouble().orElseThrow())
                .contains("no JetStream stream", "nats stream add NAME --subjects \"" + subject + '"');

        makeStream();

        await().atMost(5, SECONDS).until(() -> listening.trouble().isEmpty());
        say("one", "x");
        await().until(() -> ids().equals(List.of("one")));
    }

    @Test
    void a_consumer_that_was_deleted_goes_on_where_it_was() throws Exception {
        Listening listening = listening(heard::add);
        say("one", "x");
        await().until(() -> unacknowledged() == 0 && heard.size() == 1);

        management().deleteConsumer(stream, new Names("tidings").consumer("weekly-report", subject));
        say("two", "x");

        await().atMost(10, SECONDS).until(() -> heard.size() == 2);
        assertThat(ids()).containsExactly("one", "two");
        assertThat(listening.trouble()).isEmpty();
    }

    @Test
    void a_work_queue_is_heard_from_its_beginning() throws Exception {
        management().deleteStream(stream);
        management()
                .addStream(ofOrders().retentionPolicy(RetentionPolicy.WorkQueue).build());
        say("before", "x");
        listening(heard::add);

        await().atMost(5, SECONDS).until(() -> ids().equals(List.of("before")));
    }

    @Test
    void a_server_may_be_away_for_a_while() throws Exception {
        try (TestNats weak = TestNats.started();
                NatsBus bus = NatsBus.at(weak.address())) {
            try (Connection before = weak.connection()) {
                before.jetStreamManagement().addStream(ofOrders().build());
            }
            Listening listening = bus.wires().listen("weekly-report", subject, heard::add);
            awaitListening(listening);
            weak.stop();
            await().until(() -> listening.trouble().isPresent());
            weak.start();

            try (Connection after = weak.connection()) {
                after.jetStream().publish(subject, new Headers().put("Nats-Msg-Id", "one"), new byte[0]);
                await().atMost(15, SECONDS).until(() -> ids().equals(List.of("one")));
            }
        }
    }
}
