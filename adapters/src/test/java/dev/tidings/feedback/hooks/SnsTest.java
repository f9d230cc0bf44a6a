package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Arrival;
import dev.tidings.notification.WebhookProvider;
import dev.tidings.notification.WebhookSpec;
import dev.tidings.notification.WebhookSpec.Proof;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Amazon SES by Amazon SNS, whose signatures anybody's topic has.
class SnsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:04:30Z");
    private static final String BOUNCE = Samples.bounce(WebhookProvider.AMAZON_SES);
    private static final String STRANGERS = "arn:aws:sns:eu-central-1:999999999999:bounces";

    private static SnsSigning sns;

    private final List<URI> fetched = new ArrayList<>();
    private byte[] there = sns.pem();
    private boolean reachable = true;

    private final Hook hook = new Hook(
            WebhookSpec.of(WebhookProvider.AMAZON_SES, new Proof.Topics(Set.of(SnsSigning.TOPIC))),
            Memory.empty(url -> {
                fetched.add(url);
                if (!reachable) throw new IOException("no way there");
                return there;
            }));

    @BeforeAll
    static void make_a_certificate() {
        sns = SnsSigning.as("sns.amazonaws.com", "2026/11/01 00:00:00");
    }

    private void refusedUnseen(Call call) {
        assertThat(hook.hear(call, NOW)).isInstanceOf(Answer.Refused.class);
        assertThat(fetched).isEmpty();
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> fields = new HashMap<>(SnsSigning.notification(BOUNCE, NOW));
        fields.put(name, value);
        return fields;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2"})
    void both_versions_of_the_signature_are_believed(String version) {
        Answer answer = hook.hear(sns.signed(SnsSigning.notification(BOUNCE, NOW), version), NOW);

        Arrival arrival = ((Answer.Genuine) answer).arrivals().getFirst();
        assertThat(arrival.id()).isEqualTo("22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        assertThat(arrival.source()).isEqualTo("amazon-ses");
        assertThat(fetched).containsExactly(URI.create(SnsSigning.CERTIFICATE));
    }

    @Test
    void a_certificate_is_fetched_once_a_day() {
        Call call = sns.signed(SnsSigning.notification(BOUNCE, NOW), "2");
        hook.hear(call, NOW);
        hook.hear(call, NOW);
        hook.hear(
                sns.signed(SnsSigning.notification(BOUNCE, NOW.plus(Duration.ofHours(25))), "2"),
                NOW.plus(Duration.ofHours(25)));

        assertThat(fetched).hasSize(2);
    }

    @Test
    void a_strangers_topic_is_refused_though_amazon_signed_it() {
        refusedUnseen(sns.signed(with("TopicArn", STRANGERS), "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem",
                "https://sns.eu-central-1.amazonaws.com.evil.example/SimpleNotificationService-0.pem",
                "https://evil.example/sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem",
                "https://sns.eu-central-1.amazonaws.com@evil.example/SimpleNotificationService-0.pem",
                "https://evil.example@sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem",
                "https://sns.eu-central-1.amazonaws.com:8443/SimpleNotificationService-0.pem",
                "https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0.pem",
                "https://sns.eu-central-1.amazonaws.com.cn/SimpleNotificationService-0.pem",
                "https://bucket.s3.amazonaws.com/SimpleNotificationService-0.pem",
                "https://sns.eu-central-1.amazonaws.com/other.pem",
                "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0.pem?x=.pem",
                "https://sns.eu-central-1.amazonaws.com/../SimpleNotificationService-0.pem",
                "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-%2e%2e.pem",
                "file:///etc/passwd",
                "not an address",
                ""
            })
    void a_certificate_elsewhere_is_not_even_fetched(String url) {
        refusedUnseen(sns.signed(with("SigningCertURL", url), "2"));
    }

    @Test
    void china_has_a_host_of_its_own() {
        String topic = "arn:aws-cn:sns:cn-north-1:123456789012:bounces";
        String url = "https://sns.cn-north-1.amazonaws.com.cn/SimpleNotificationService-0123456789abcdef.pem";
        Hook china = new Hook(
                WebhookSpec.of(WebhookProvider.AMAZON_SES, new Proof.Topics(Set.of(topic))),
                Memory.empty(_ -> sns.pem()));
        Map<String, String> fields = with("TopicArn", topic);
        fields.put("SigningCertURL", url);

        assertThat(china.hear(sns.signed(fields, "2"), NOW)).isInstanceOf(Answer.Genuine.class);
    }

    @Test
    void a_certificate_of_another_name_or_of_another_time_is_none() {
        Call call = sns.signed(SnsSigning.notification(BOUNCE, NOW), "2");
        there = SnsSigning.as("evil.example", "2026/11/01 00:00:00").pem();
        assertThat(hook.hear(call, NOW)).isInstanceOf(Answer.Refused.class);

        SnsSigning old = SnsSigning.as("sns.amazonaws.com", "2025/01/01 00:00:00");
        there = old.pem();
        assertThat(hook.hear(old.signed(SnsSigning.notification(BOUNCE, NOW), "2"), NOW))
                .isInstanceOf(Answer.Refused.class);

        there = "no certificate".getBytes(UTF_8);
        assertThat(hook.hear(call, NOW)).isInstanceOf(Answer.Refused.class);
    }

    @Test
    void anothers_key_and_anything_that_was_changed_are_refused() {
        SnsSigning stranger = SnsSigning.as("sns.amazonaws.com", "2026/11/01 00:00:00");
        assertThat(hook.hear(stranger.signed(SnsSigning.notification(BOUNCE, NOW), "2"), NOW))
                .isInstanceOf(Answer.Refused.class);
        Call genuine = sns.signed(SnsSigning.notification(BOUNCE, NOW), "2");
        for (String part : List.of("ann@example.com", "22b80b92", "2026-11-23T01:04", "Event Notification")) {
            String changed = new String(genuine.body(), UTF_8)
                    .replace(part, part.replace('2', '3').replace('n', 'm'));
            assertThat(hook.hear(new Call(genuine.headers(), changed.getBytes(UTF_8)), NOW))
                    .as(part)
                    .isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void a_signature_of_an_unknown_version_is_none() {
        Map<String, String> fields = SnsSigning.notification(BOUNCE, NOW);
        fields.put("SignatureVersion", "3");
        fields.put("Signature", "AAAA");

        refusedUnseen(SnsSigning.call(fields));
    }

    @Test
    void a_call_whose_header_is_missing_or_says_something_else_is_refused() {
        Call genuine = sns.signed(SnsSigning.notification(BOUNCE, NOW), "2");

        refusedUnseen(new Call(Map.of(), genuine.body()));
        refusedUnseen(new Call(Map.of("x-amz-sns-message-type", "SubscriptionConfirmation"), genuine.body()));
        refusedUnseen(new Call(genuine.headers(), BOUNCE.getBytes(UTF_8)));
        refusedUnseen(new Call(genuine.headers(), new byte[0]));
    }

    @Test
    void a_message_may_be_as_old_as_amazon_tries() {
        assertThat(hook.hear(sns.signed(SnsSigning.notification(BOUNCE, NOW.minusSeconds(3500)), "2"), NOW))
                .isInstanceOf(Answer.Genuine.class);
        assertThat(hook.hear(sns.signed(SnsSigning.notification(BOUNCE, NOW.minusSeconds(3700)), "2"), NOW))
                .isInstanceOf(Answer.Late.class);
        assertThat(hook.hear(sns.signed(SnsSigning.notification(BOUNCE, NOW.plusSeconds(900)), "2"), NOW))
                .isInstanceOf(Answer.Refused.class);
    }

    @Test
    void while_the_certificate_cannot_be_had_amazon_is_asked_to_call_again() {
        reachable = false;
        Call call = sns.signed(SnsSigning.notification(BOUNCE, NOW), "2");

        assertThat(hook.hear(call, NOW)).isInstanceOf(Answer.NotNow.class);
        reachable = true;
        assertThat(hook.hear(call, NOW)).isInstanceOf(Answer.Genuine.class);
    }

    @Test
    void the_subscription_of_our_topic_is_confirmed() {
        Answer answer = hook.hear(sns.signed(SnsSigning.subscription(NOW), "2"), NOW);

        assertThat(((Answer.Genuine) answer).arrivals()).isEmpty();
        assertThat(fetched).last().isEqualTo(URI.create(SnsSigning.CONFIRMATION));
    }

    @Test
    void that_of_a_strangers_topic_is_not() {
        Map<String, String> fields = SnsSigning.subscription(NOW);
        fields.put("TopicArn", STRANGERS);

        refusedUnseen(sns.signed(fields, "2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/?Action=ConfirmSubscription",
                "https://169.254.169.254/latest/meta-data",
                "http://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription",
                "https://sns.eu-central-1.amazonaws.com.evil.example/?Action=ConfirmSubscription"
            })
    void nothing_is_confirmed_anywhere_but_at_amazon(String url) {
        Map<String, String> fields = SnsSigning.subscription(NOW);
        fields.put("SubscribeURL", url);

        assertThat(hook.hear(sns.signed(fields, "2"), NOW)).isInstanceOf(Answer.Refused.class);
        assertThat(fetched).containsExactly(URI.create(SnsSigning.CERTIFICATE));
    }

    @Test
    void a_subscription_that_cannot_be_confirmed_now_is_to_be_asked_for_again() {
        hook.hear(sns.signed(SnsSigning.notification(BOUNCE, NOW), "2"), NOW);
        reachable = false;

        assertThat(hook.hear(sns.signed(SnsSigning.subscription(NOW), "2"), NOW))
                .isInstanceOf(Answer.NotNow.class);
    }

    @Test
    void the_end_of_a_subscription_and_a_topics_first_words_tell_of_no_mail() {
        Map<String, String> end = SnsSigning.subscription(NOW);
        end.put("Type", "UnsubscribeConfirmation");
        Call first = sns.signed(
                SnsSigning.notification("Successfully validated SNS topic for Amazon SES event publishing.", NOW), "2");

        assertThat(hook.hear(sns.signed(end, "2"), NOW)).isEqualTo(new Answer.Genuine(List.of()));
        assertThat(hook.hear(first, NOW)).isEqualTo(new Answer.Genuine(List.of()));
        assertThat(fetched).containsOnly(URI.create(SnsSigning.CERTIFICATE));
    }
}
