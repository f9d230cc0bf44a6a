package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Report.Kind;
import dev.tidings.notification.WebhookProvider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IncomingTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:04:30Z");

    private static List<Arrival> arrivals(WebhookProvider provider, String body) {
        Reading reading =
                Reading.of(provider, new Call(Map.of(), body.replace('\'', '"').getBytes(UTF_8)));
        return new Incoming(provider, NOW).of(((Reading.Events) reading).events());
    }

    @Test
    void who_opened_or_clicked_does_not_go_on_record() {
        assertThat(arrivals(
                        WebhookProvider.SENDGRID,
                        "[{'event':'open','sg_event_id':'1'},{'event':'click','sg_event_id':'2'},"
                                + "{'event':'processed','sg_event_id':'3'},{'event':'news','sg_event_id':'4'}]"))
                .isEmpty();
    }

    @Test
    void what_somebody_misspelled_is_kept_for_people_to_look_at() {
        List<Arrival> arrivals = arrivals(
                WebhookProvider.STANDARD,
                "[{'type':'bounce','id':'1','recipient':'ann@example.com'},{'type':'opened','id':'2'}]");

        assertThat(arrivals).singleElement().satisfies(arrival -> {
            assertThat(arrival.id()).isEqualTo("1");
            assertThat(arrival.report().kind()).isEqualTo(Kind.OTHER);
            assertThat(new String(arrival.original(), UTF_8)).contains("'bounce'".replace('\'', '"'));
        });
    }

    @Test
    void a_call_may_carry_many_events() {
        String body = IntStream.range(0, 1000)
                .mapToObj("{'event':'delivered','email':'p%1$d@example.com','sg_event_id':'e%1$d'}"::formatted)
                .collect(Collectors.joining(",", "[", "]"));

        List<Arrival> arrivals = arrivals(WebhookProvider.SENDGRID, body);

        assertThat(arrivals).hasSize(1000);
        assertThat(arrivals.getLast().id()).isEqualTo("e999");
        assertThat(new String(arrivals.getLast().original(), UTF_8))
                .contains("p999")
                .doesNotContain("p998");
    }

    @Test
    void recipients_of_one_event_stay_together() {
        List<Arrival> arrivals = arrivals(
                WebhookProvider.AMAZON_SES,
                "{'Type':'Notification','MessageId':'n1','Message':'{\\'eventType\\':\\'Delivery\\',\\'delivery\\':"
                                .replace("\\'", "\\\"")
                        + "{\\\"recipients\\\":[\\\"ann@example.com\\\",\\\"bob@example.com\\\"]},\\\"mail\\\":{}}'}");

        assertThat(arrivals).hasSize(1);
        assertThat(arrivals.getFirst().id()).isEqualTo("n1");
        assertThat(arrivals.getFirst().report().kind()).isEqualTo(Kind.STATUS);
        assertThat(arrivals.getFirst().report().notices())
                .extracting(each -> each.recipient().orElse(""))
                .containsExactly("ann@example.com", "bob@example.com");
    }

    @Test
    void an_event_without_an_id_has_the_same_each_time_it_is_told() {
        String event = "{'event':'hard_bounce','email':'%s','ts_epoch':%s,'message-id':'<m1@x>','ts':%d}";

        String first = arrivals(WebhookProvider.BREVO, event.formatted("ann@x.example", "1795395600000", 1))
                .getFirst()
                .id();

        assertThat(first).startsWith("sha-256:");
        assertThat(arrivals(WebhookProvider.BREVO, event.formatted("ann@x.example", "1795395600000", 2)))
                .first()
                .extracting(Arrival::id)
                .isEqualTo(first);
        assertThat(arrivals(WebhookProvider.BREVO, event.formatted("bob@x.example", "1795395600000", 1)))
                .first()
                .extracting(Arrival::id)
                .isNotEqualTo(first);
        assertThat(arrivals(WebhookProvider.BREVO, event.formatted("ann@x.example", "1795395600001", 1)))
                .first()
                .extracting(Arrival::id)
                .isNotEqualTo(first);
    }

    @Test
    void an_id_that_is_no_line_is_not_taken_for_one() {
        String event = "[{'event':'delivered','sg_event_id':'%s'}]";

        assertThat(arrivals(WebhookProvider.SENDGRID, event.formatted("a\\nb"))
                        .getFirst()
                        .id())
                .startsWith("sha-256:");
        assertThat(arrivals(WebhookProvider.SENDGRID, event.formatted("x".repeat(300)))
                        .getFirst()
                        .id())
                .startsWith("sha-256:");
    }

    @Test
    void what_tells_no_time_came_about_when_it_came_in() {
        Arrival arrival = arrivals(WebhookProvider.SENDGRID, "[{'event':'delivered','timestamp':'soon'}]")
                .getFirst();

        assertThat(arrival.at()).isEqualTo(NOW);
    }

    @Test
    void of_a_long_event_its_beginning_is_kept() {
        Arrival arrival = arrivals(
                        WebhookProvider.SENDGRID, "[{'event':'delivered','reason':'" + "x".repeat(400_000) + "'}]")
                .getFirst();

        assertThat(arrival.original()).hasSize(Arrival.ORIGINAL_MAX);
        assertThat(arrival.report().notices().getFirst().said()).hasSizeLessThanOrEqualTo(1000);
        assertThat(Optional.of(arrival.report().kind())).contains(Kind.STATUS);
    }
}
