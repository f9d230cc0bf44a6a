package dev.tidings.source.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Row;
import dev.tidings.audience.SourceFailure;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PagedRowsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final AtomicLong nanos = new AtomicLong();
    private final Question question =
            new Question("crm", new Query("crm", "select"), new Parameters(Map.of()), new Limits(TIMEOUT, 1_000_000));

    @Test
    void the_time_of_all_pages_together_is_bounded() throws Exception {
        PagedRows rows = new PagedRows(question, taking(Duration.ofSeconds(10)), new Watch(question, nanos::get));

        for (int page = 0; page < 3; page++) assertThat(rows.next(1)).hasSize(1);

        assertThatThrownBy(() -> rows.next(1))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("did not answer within 30,000 ms");
    }

    @Test
    void the_time_between_two_pages_is_the_readers_own() throws Exception {
        PagedRows rows = new PagedRows(question, taking(Duration.ofSeconds(1)), new Watch(question, nanos::get));

        for (int page = 0; page < 20; page++) {
            assertThat(rows.next(1)).hasSize(1);
            nanos.addAndGet(Duration.ofHours(1).toNanos());
        }
    }

    private RowReader taking(Duration each) {
        return new RowReader() {
            @Override
            public Row read(Consumer<String> unreadable) {
                nanos.addAndGet(each.toNanos());
                return new Row(Map.of("id", 1L));
            }

            @Override
            public void abort() {}

            @Override
            public void close() {}
        };
    }
}
