package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Transport;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Content.AttachedFile;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Roads that are manned and left while mail is under way.
@Timeout(120)
class CouriersTest {
    private static final int HANDS = 2;

    @TempDir
    Path folder;

    private final Scene scene = new Scene();
    private final List<SlowServer> opened = new ArrayList<>();
    private final Couriers couriers = new Couriers(
            new Plugs(
                    () -> {
                        throw new AssertionError("nobody reads the workspace here");
                    },
                    _ -> {
                        throw new AssertionError("nobody opens sources here");
                    },
                    (_, _) -> scene.setup().composer(),
                    this::open,
                    scene.catcher),
            scene::setup,
            new Stores(scene.ledger, scene.history, scene.bus),
            new World(scene.clock, new Random(7), _ -> {}));

    /// Takes each mail to the final dot, and answers when it is told to.
    private final class SlowServer implements Transport {
        private final CountDownLatch answer = new CountDownLatch(1);
        private final Queue<Parcel> atTheDot = new ConcurrentLinkedQueue<>();
        private volatile boolean closed;

        @Override
        public String name() {
            return "main";
        }

        @Override
        public void carry(Clerk clerk) {
            for (Parcel parcel : clerk.arm(clerk.next(1))) {
                atTheDot.add(parcel);
                try {
                    answer.await();
                } catch (InterruptedException asked) {
                    throw new IllegalStateException("nobody interrupts a hand", asked);
                }
                Outcome accepted = new Outcome.Accepted(Scene.reply(250, "ok"));
                clerk.report(
                        parcel,
                        new Attempt(parcel.claim().attempt(), name(), scene.clock.instant(), Duration.ZERO, accepted));
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private Transport open(TransportSpec spec) {
        if (spec.server().host().equals("nowhere")) {
            throw new IllegalStateException("no such transport");
        }
        SlowServer server = new SlowServer();
        opened.add(server);
        return server;
    }

    private void adopt(String host) {
        SmtpServer server = new SmtpServer(host, 25, Security.NONE, "house.example.com");
        TransportSpec.Pool pool = new TransportSpec.Pool(HANDS, 100, Duration.ofSeconds(30), 1);
        scene.transports.put("main", new TransportSpec("main", server, pool, List.of(), Optional.empty()));
        couriers.adopt(scene.workspace());
    }

    @AfterEach
    void leave() throws InterruptedException {
        opened.forEach(server -> server.answer.countDown());
        couriers.close(Duration.ofSeconds(20));
        assertThat(opened).allMatch(server -> server.closed);
    }

    @Test
    void a_mail_at_the_final_dot_stays_its_hands_when_the_settings_change() {
        adopt("one");
        Occurrence occurrence = run(1);
        SlowServer one = opened.getFirst();
        await().until(() -> one.atTheDot.size() == 1);

        adopt("two");
        for (int each = 0; each < 3; each++) {
            scene.clock.pass(Duration.ofSeconds(20));
            couriers.renew();
        }
        assertThat(scene.ledger.uncertain(10, Stores.USUAL_LEASE)).isEmpty();
        assertThat(one.closed).isFalse();

        one.answer.countDown();
        await().until(() -> one.closed);
        assertThat(scene.delivery(occurrence).state()).isEqualTo(State.ACCEPTED);
        assertThat(opened.getLast().atTheDot).isEmpty();
    }

    @Test
    void what_no_hand_has_taken_up_goes_on_by_the_new_settings_at_once() throws Exception {
        Files.write(folder.resolve("report.pdf"), new byte[1_000_000]);
        scene.root = folder;
        scene.attach = List.of(new AttachedFile("report.pdf", Optional.empty()));
        adopt("one");
        Occurrence occurrence = run(40);
        SlowServer one = opened.getFirst();
        // the belt is full: the courier holds one more and waits
        await().until(() -> scene.subjects.get() == 25 && one.atTheDot.size() == HANDS);

        adopt("two");
        SlowServer two = opened.getLast();
        two.answer.countDown();
        await().atMost(Duration.ofSeconds(60)).until(() -> two.atTheDot.size() == 40 - HANDS);

        one.answer.countDown();
        await().until(() -> scene.history
                        .deliveries(occurrence.id(), Set.of(State.ACCEPTED), Page.first(100))
                        .size()
                == 40);
        assertThat(one.atTheDot).hasSize(HANDS);
    }

    @Test
    void whoever_rests_ends_what_is_at_the_dot_and_gives_back_the_rest_at_once() {
        adopt("one");
        run(10);
        SlowServer one = opened.getFirst();
        await().until(() -> one.atTheDot.size() == HANDS);

        couriers.rest();

        assertThat(couriers.rested()).isFalse();
        await().until(() -> !scene.ledger.claim("main", 1, Stores.USUAL_LEASE).isEmpty());
        assertThat(couriers.roads()).containsOnlyKeys("main", Couriers.CATCHER);
        one.answer.countDown();
        await().until(couriers::rested);
        assertThat(one.atTheDot).hasSize(HANDS);
        assertThat(opened.getLast().atTheDot).isEmpty();
    }

    @Test
    void whoever_rests_takes_nothing_by_new_settings_either_and_everything_once_it_works_again() {
        adopt("one");
        couriers.rest();
        adopt("two");
        SlowServer two = opened.getLast();
        two.answer.countDown();
        run(5);
        await().until(couriers::rested);
        assertThat(opened).allMatch(server -> server.atTheDot.isEmpty());

        couriers.resume();

        await().until(() -> two.atTheDot.size() == 5);
    }

    @Test
    void settings_that_cannot_be_manned_leave_everything_as_it_is() {
        adopt("one");

        assertThatThrownBy(() -> adopt("nowhere")).hasMessage("no such transport");
        run(1);

        await().until(() -> opened.getFirst().atTheDot.size() == 1);
        assertThat(couriers.roads()).containsOnlyKeys("main", Couriers.CATCHER);
    }

    private Occurrence run(int people) {
        scene.notification(
                "news",
                null,
                IntStream.range(0, people)
                        .mapToObj(each -> "person%d@example.org".formatted(each))
                        .toArray(String[]::new));
        Occurrence occurrence = scene.run("news");
        scene.bus.ring("main");
        return occurrence;
    }
}
