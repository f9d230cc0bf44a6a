package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Retention;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `retention` of tidings.yaml.
class RetentionKeyTest {
    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
    }

    @Test
    void a_ledger_remembers_a_year_and_a_month_where_nothing_is_said() {
        assertThat(kept("")).isEqualTo(Retention.of(Duration.ofDays(400)));
    }

    @Test
    void it_is_a_duration_or_forever() {
        assertThat(kept("retention: 90d")).isEqualTo(Retention.of(Duration.ofDays(90)));
        assertThat(kept("retention: forever")).isEqualTo(Retention.FOREVER);
    }

    @Test
    void it_is_a_week_at_least() {
        desk.write("tidings.yaml", Desk.HOUSE + "retention: 24h");

        assertThat(Desk.said(desk.read()))
                .contains("retention: \"24h\" is shorter than 7d: rates are counted from the ledger")
                .contains("Write 400d, at least 7d, or forever.");
    }

    @Test
    void a_number_alone_is_answered_by_what_can_be_written_here() {
        desk.write("tidings.yaml", Desk.HOUSE + "retention: 90");

        assertThat(Desk.said(desk.read()))
                .contains("retention: \"90\" is not a duration: it has no unit")
                .contains("Write 400d, at least 7d, or forever.");
    }

    @Test
    void anything_else_is_told() {
        desk.write("tidings.yaml", Desk.HOUSE + "retention: always");

        assertThat(Desk.said(desk.read())).contains("retention: \"always\" is not a duration");
    }

    private Retention kept(String line) {
        desk.write("tidings.yaml", Desk.HOUSE + line);
        return desk.read().workspace().orElseThrow().settings().retention();
    }
}
