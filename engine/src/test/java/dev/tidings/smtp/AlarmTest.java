package dev.tidings.smtp;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AlarmTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final CountDownLatch rung = new CountDownLatch(1);
    private final Alarm alarm = new Alarm(rung::countDown);

    @Test
    void it_rings_for_the_step_that_is_late() throws InterruptedException {
        alarm.arm(SHORT);

        assertThat(rung.await(10, SECONDS)).isTrue();
        assertThat(alarm.rang()).isTrue();
    }

    @Test
    void a_short_step_after_a_long_one_rings_in_its_own_time() throws InterruptedException {
        alarm.arm(LONG);
        alarm.disarm();
        alarm.arm(SHORT);

        assertThat(rung.await(10, SECONDS)).isTrue();
    }

    @Test
    void a_long_step_after_a_short_one_is_not_cut_short() throws InterruptedException {
        alarm.arm(SHORT);
        alarm.disarm();
        alarm.arm(LONG);
        letPass(SHORT.multipliedBy(3));

        assertThat(alarm.rang()).isFalse();
        alarm.arm(SHORT);
        assertThat(rung.await(10, SECONDS)).isTrue();
    }

    @Test
    void it_is_quiet_between_steps_and_once_stopped() throws InterruptedException {
        alarm.arm(SHORT);
        alarm.disarm();
        Alarm stopped = new Alarm(rung::countDown);
        stopped.arm(SHORT);
        stopped.stop();
        letPass(SHORT.multipliedBy(3));

        assertThat(rung.getCount()).isEqualTo(1);
    }

    @Test
    void it_rings_although_the_common_pool_is_busy() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism() + 1; i++) {
            ForkJoinPool.commonPool().execute(() -> {
                while (over.getCount() > 0) {
                    LockSupport.parkNanos(1_000_000);
                }
            });
        }
        alarm.arm(SHORT);

        assertThat(rung.await(10, SECONDS)).isTrue();
        over.countDown();
    }

    /// By another alarm, set later than those that must not ring before it.
    private static void letPass(Duration time) throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        new Alarm(passed::countDown).arm(time);
        passed.await();
    }
}
