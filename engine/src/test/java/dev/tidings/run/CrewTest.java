package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.tidings.bus.Bus;
import dev.tidings.bus.LocalBus;
import dev.tidings.ledger.StoreAway;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class CrewTest {
    @Test
    void nobody_gives_up_even_when_memory_runs_out() throws Exception {
        Crew crew = new Crew(Duration.ofMillis(1));
        CountDownLatch working = new CountDownLatch(1);
        AtomicInteger turns = new AtomicInteger();
        crew.hire("courier", () -> {
            switch (turns.incrementAndGet()) {
                case 1 -> throw new OutOfMemoryError("Java heap space");
                case 2 -> throw new StackOverflowError();
                case 3 -> throw new IllegalStateException("a mistake");
                default -> working.countDown();
            }
        });

        assertThat(working.await(30, TimeUnit.SECONDS)).isTrue();
        crew.stop();
        crew.await();
    }

    @Test
    void whoever_pauses_hears_that_it_is_over() throws Exception {
        Crew crew = new Crew(Duration.ofDays(1));
        CountDownLatch paused = new CountDownLatch(2);
        crew.hire("janitor", Duration.ofDays(1), paused::countDown);
        crew.hire("courier", () -> {
            paused.countDown();
            throw new IllegalStateException("a mistake");
        });
        paused.await();

        crew.stop();

        assertThat(crew.await(Duration.ofSeconds(30))).isTrue();
    }

    @Test
    void whoever_waits_for_work_is_woken_and_ends_the_turn_undisturbed() throws Exception {
        Crew crew = new Crew();
        Bus bus = new WakingBus(new LocalBus(), crew);
        CountDownLatch waits = new CountDownLatch(1);
        AtomicReference<Boolean> disturbed = new AtomicReference<>();
        crew.hire("ticker", () -> {
            waits.countDown();
            bus.await("agenda", Duration.ofDays(1));
            bus.await("agenda", Duration.ofDays(1));
            disturbed.set(Thread.currentThread().isInterrupted());
        });
        waits.await();

        crew.stop();
        crew.stop();

        assertThat(crew.await(Duration.ofSeconds(30))).isTrue();
        assertThat(disturbed).hasValue(false);
    }

    @Test
    void whoever_is_at_work_is_not_interrupted() throws Exception {
        Crew crew = new Crew();
        Bus bus = new WakingBus(new LocalBus(), crew);
        CountDownLatch works = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        AtomicReference<String> ended = new AtomicReference<>();
        bus.ring("main");
        crew.hire("hand", () -> {
            bus.await("main", Duration.ofDays(1));
            works.countDown();
            try {
                answer.await();
                ended.set("answered");
            } catch (InterruptedException interrupted) {
                ended.set("interrupted");
            }
        });
        works.await();

        crew.stop();
        answer.countDown();

        assertThat(crew.await(Duration.ofSeconds(30))).isTrue();
        assertThat(ended).hasValue("answered");
    }

    /// The store has told of it.
    @Test
    void a_store_that_is_away_is_nobodys_mistake() throws Exception {
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        Logger log = (Logger) LoggerFactory.getLogger(Crew.class);
        log.addAppender(told);
        Crew crew = new Crew(Duration.ofMillis(1));
        CountDownLatch back = new CountDownLatch(20);
        crew.hire("ticker", () -> {
            back.countDown();
            throw new StoreAway("nobody answers");
        });

        assertThat(back.await(30, TimeUnit.SECONDS)).isTrue();
        crew.stop();
        crew.await();
        log.detachAppender(told);

        assertThat(told.list).noneMatch(each -> each.getLevel().isGreaterOrEqual(Level.INFO));
    }
}
