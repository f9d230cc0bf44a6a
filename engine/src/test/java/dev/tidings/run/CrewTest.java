package dev.tidings.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
}
