package dev.tidings.server.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Suppression;
import dev.tidings.event.Event;
import dev.tidings.ledger.Settlement;
import dev.tidings.mail.Address;
import dev.tidings.server.MemoryStory;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsTest extends MemoryStory {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Metrics metrics = new Metrics(registry, clock);

    @Test
    void outcomes_are_counted_by_notification_and_transport() {
        drawn("daily", "ann", "bob", "cem");
        List<Claim> claims = claims(3);
        tell(accepted(claims.get(0)));
        tell(deferred(claims.get(1), now().plusSeconds(60)));
        tell(resent(claims.get(2), now().plusSeconds(60)));

        assertThat(scrape())
                .contains("tidings_messages_total{notification=\"daily\",state=\"accepted\",transport=\"house\"} 1.0")
                .contains("tidings_retries_total{notification=\"daily\",outcome=\"deferred\",transport=\"house\"} 1.0")
                .contains("tidings_possible_duplicates_total{notification=\"daily\",transport=\"house\"} 1.0")
                .contains("tidings_smtp_replies_total{class=\"4xx\",enhanced=\"4.7.1\",transport=\"house\"} 1.0")
                .contains("tidings_attempt_duration_seconds_count{transport=\"house\"} 3");
    }

    @Test
    void lateness_misses_reloads_and_the_store_are_numbers_too() {
        var occurrence = triggered("daily");
        metrics.on(new Event.Fired(occurrence, Duration.ofMillis(300)));
        metrics.on(new Event.Missed("daily", false, NINE, "late by 5h, allowed 4h"));
        metrics.on(new Event.Missed("daily", false, NINE, NINE.plusSeconds(999), 1000, "late by 5h, allowed 4h"));
        metrics.on(new Event.Finished(occurrence, "succeeded"));
        metrics.on(new Event.ReloadRefused(List.of()));
        metrics.on(new Event.StoreFailing("disk full"));

        assertThat(scrape())
                .contains("tidings_schedule_lateness_seconds_bucket{notification=\"daily\",le=\"0.5\"} 1")
                .contains("tidings_occurrences_total{notification=\"daily\",result=\"missed\"} 1001.0")
                .contains("tidings_occurrence_last_success_timestamp_seconds{notification=\"daily\"}")
                .contains("tidings_reload_success 0.0")
                .contains("tidings_store_failing 1.0");
    }

    @Test
    void who_is_left_out_is_counted_and_so_are_suppressions() {
        Suppression bounced = new Suppression(
                new Address("ann", "example.org"),
                Optional.empty(),
                Suppression.Reason.BOUNCED,
                new Suppression.Act("import", "", ""),
                NINE,
                Optional.empty());
        metrics.on(new Event.Entered(triggered("daily"), 3, 1, 2));
        metrics.on(new Event.Suppressed(List.of(bounced), Map.of("daily", 4)));
        metrics.on(new Event.Lifted(List.of(bounced), bounced.act()));

        assertThat(scrape())
                .contains("tidings_messages_total{notification=\"daily\",state=\"suppressed\",transport=\"\"} 6.0")
                .contains("tidings_messages_total{notification=\"daily\",state=\"failed\",transport=\"\"} 1.0")
                .contains("tidings_suppressions_total{change=\"suppressed\",reason=\"bounced\"} 1.0")
                .contains("tidings_suppressions_total{change=\"lifted\",reason=\"bounced\"} 1.0");
    }

    @Test
    void what_was_removed_from_the_ledger_is_counted() {
        metrics.on(new Event.Forgotten(2, 30, NINE));
        metrics.on(new Event.Forgotten(1, 4, NINE));

        assertThat(scrape())
                .contains("tidings_forgotten_total{what=\"occurrences\"} 3.0")
                .contains("tidings_forgotten_total{what=\"deliveries\"} 34.0");
    }

    @Test
    void no_address_and_no_trace_ever_becomes_a_label() {
        drawn("daily", "ann");
        Claim claim = claim();
        tell(accepted(claim));

        assertThat(scrape()).doesNotContain("ann@", claim.trace().hex());
    }

    private void tell(Settlement settlement) {
        metrics.on(new Event.Attempted(settlement.claim(), settlement.attempt(), settlement.verdict()));
    }

    private String scrape() {
        return new String(Scrape.of(registry).content(), UTF_8);
    }
}
