package dev.tidings.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class LeaksTest {
    @Test
    void a_thread_that_is_left_over_is_seen_until_it_ends() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread alone = Thread.ofVirtual().name("left over").start(() -> waitFor(end));
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("left over by an executor").factory())) {
            executor.execute(() -> waitFor(end));

            assertThat(Leaks.virtualThreads()).contains("left over", "left over by an executor");
            end.countDown();
        }
        alone.join();
        await().until(() -> Leaks.virtualThreads().stream().noneMatch(name -> name.startsWith("left over")));
    }

    private static void waitFor(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
