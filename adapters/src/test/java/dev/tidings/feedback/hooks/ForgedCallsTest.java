package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Arrival;
import dev.tidings.notification.Secret;
import dev.tidings.notification.WebhookProvider;
import dev.tidings.notification.WebhookProvider.ProofKind;
import dev.tidings.notification.WebhookSpec;
import dev.tidings.notification.WebhookSpec.Proof;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// What is a provider's is believed, and nothing else; of Amazon see [SnsTest].
class ForgedCallsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T01:04:30Z");
    private static final String SECRET = "a-secret-of-some-length-4711";

    private final Memory memory = Memory.empty(_ -> {
        throw new IOException("nothing is fetched");
    });

    private static Arrival believed(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Genuine.class);
        List<Arrival> arrivals = ((Answer.Genuine) answer).arrivals();
        assertThat(arrivals).hasSize(1);
        return arrivals.getFirst();
    }

    private static void refused(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Refused.class);
    }

    private static Call without(Call call, String header) {
        Map<String, String> headers = new HashMap<>(call.headers());
        headers.remove(header);
        return new Call(headers, call.body());
    }

    private static Call changed(Call call) {
        String text = new String(call.body(), UTF_8);
        return new Call(call.headers(), text.replace("ann", "bob").getBytes(UTF_8));
    }

    @ParameterizedTest
    @EnumSource(names = "AMAZON_SES", mode = Mode.EXCLUDE)
    void a_providers_own_call_is_believed(WebhookProvider provider) {
        Signing signing = Signing.of(provider, SECRET);
        Hook hook = new Hook(signing.spec(), memory);

        Arrival arrival = believed(hook.hear(signing.call(Samples.bounce(provider), NOW), NOW));

        assertThat(arrival.source()).isEqualTo(provider.word());
        assertThat(arrival.report().notices().getFirst().recipient()).contains("ann@example.com");
    }

    @ParameterizedTest
    @EnumSource(names = "AMAZON_SES", mode = Mode.EXCLUDE)
    void a_call_by_another_key_is_refused(WebhookProvider provider) {
        Hook hook = new Hook(Signing.of(provider, SECRET).spec(), memory);
        Signing stranger = Signing.of(provider, "a-strangers-secret-of-length");

        refused(hook.hear(stranger.call(Samples.bounce(provider), NOW), NOW));
    }

    @ParameterizedTest
    @EnumSource(names = "AMAZON_SES", mode = Mode.EXCLUDE)
    void while_a_key_is_replaced_both_are_believed(WebhookProvider provider) {
        Signing old = Signing.of(provider, SECRET);
        Signing next = Signing.of(provider, "another-secret-of-some-length");
        Hook hook = new Hook(old.spec(next), memory);

        believed(hook.hear(old.call(Samples.bounce(provider), NOW, "token-old"), NOW));
        believed(hook.hear(next.call(Samples.bounce(provider), NOW, "token-new"), NOW));
    }

    /// A password says nothing of the body, Mailgun's signature does not either.
    @ParameterizedTest
    @EnumSource(
            names = {"MAILERSEND", "MAILTRAP", "MANDRILL", "POSTAL", "RESEND", "SENDGRID", "STANDARD", "UNISENDER_GO"})
    void a_body_that_was_changed_is_refused(WebhookProvider provider) {
        Signing signing = Signing.of(provider, SECRET);
        Hook hook = new Hook(signing.spec(), memory);

        refused(hook.hear(changed(signing.call(Samples.bounce(provider), NOW)), NOW));
    }

    @ParameterizedTest
    @EnumSource(names = "AMAZON_SES", mode = Mode.EXCLUDE)
    void a_call_without_any_one_of_its_headers_is_refused(WebhookProvider provider) {
        Signing signing = Signing.of(provider, SECRET);
        Hook hook = new Hook(signing.spec(), memory);
        Call whole = signing.call(Samples.bounce(provider), NOW);

        whole.headers().keySet().stream()
                .filter(header -> !header.equals("content-type"))
                .forEach(header -> refused(hook.hear(without(whole, header), NOW)));
        refused(hook.hear(new Call(Map.of(), Samples.bounce(provider).getBytes(UTF_8)), NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"ALIYUN", "MAILGUN", "RESEND", "SENDGRID", "STANDARD"})
    void a_call_from_long_ago_is_refused_and_so_is_one_from_a_time_to_come(WebhookProvider provider) {
        Signing signing = Signing.of(provider, SECRET);
        Hook hook = new Hook(signing.spec(), memory);
        String body = Samples.bounce(provider);

        believed(hook.hear(signing.call(body, NOW.minusSeconds(299), "t1"), NOW));
        assertThat(hook.hear(signing.call(body, NOW.minusSeconds(301), "t2"), NOW))
                .isInstanceOf(Answer.Late.class);
        refused(hook.hear(signing.call(body, NOW.plusSeconds(400), "t3"), NOW));
    }

    @ParameterizedTest
    @EnumSource(names = {"ALIYUN", "MAILGUN", "RESEND", "SENDGRID", "STANDARD"})
    void a_time_that_was_changed_is_no_better(WebhookProvider provider) {
        Signing signing = Signing.of(provider, SECRET);
        Hook hook = new Hook(signing.spec(), memory);
        Instant longAgo = NOW.minus(Duration.ofDays(2));
        Call old = signing.call(Samples.bounce(provider), longAgo);
        String was = Long.toString(longAgo.getEpochSecond());
        String is = Long.toString(NOW.getEpochSecond());
        Map<String, String> headers = new HashMap<>();
        old.headers().forEach((name, value) -> headers.put(name, value.equals(was) ? is : value));
        byte[] body = new String(old.body(), UTF_8).replace(was, is).getBytes(UTF_8);

        Answer answer = hook.hear(new Call(headers, body), NOW);

        // EventBridge' token is a password: who has it says what time it is
        assertThat(answer)
                .isInstanceOf(provider == WebhookProvider.ALIYUN ? Answer.Genuine.class : Answer.Refused.class);
    }

    @ParameterizedTest
    @EnumSource(names = "AMAZON_SES", mode = Mode.EXCLUDE)
    void a_call_that_is_repeated_tells_the_very_same_event(WebhookProvider provider) {
        Signing signing = Signing.of(provider, SECRET);
        Hook hook = new Hook(signing.spec(), memory);
        Call call = signing.call(Samples.bounce(provider), NOW);

        String first = believed(hook.hear(call, NOW)).id();

        assertThat(believed(hook.hear(call, NOW.plusSeconds(60))).id()).isEqualTo(first);
    }

    @Test
    void mailguns_token_is_good_for_one_body_alone() {
        Signing signing = Signing.of(WebhookProvider.MAILGUN, SECRET);
        Hook hook = new Hook(signing.spec(), memory);
        Call call = signing.call(Samples.bounce(WebhookProvider.MAILGUN), NOW);
        Arrival first = believed(hook.hear(call, NOW));

        refused(hook.hear(changed(call), NOW));
        believed(hook.hear(call, NOW));
        Hook ofAnotherProcess = new Hook(signing.spec(), Memory.empty(_ -> new byte[0]));
        assertThat(believed(ofAnotherProcess.hear(changed(call), NOW)).id())
                .as("the ledger knows it by its id, and takes no second one")
                .isEqualTo(first.id());
    }

    @Test
    void mailguns_own_values_in_a_form_are_told_from_a_senders() {
        Signing signing = Signing.of(WebhookProvider.MAILGUN, SECRET);
        Hook hook = new Hook(signing.spec(), memory);
        String form = "event=bounced&event=mine&recipient=ann%40example.com&code=550&error=5.1.1+no+such+user"
                + "&token=mine&token=@token@&timestamp=1&timestamp=@time@&signature=x&signature=@signature@";

        Arrival arrival = believed(hook.hear(signing.call(form, NOW), NOW));

        assertThat(arrival.id()).isEqualTo("token-1");
        assertThat(arrival.report().notices().getFirst().recipient()).contains("ann@example.com");
    }

    @Test
    void a_call_that_was_told_to_come_again_may_be_late() {
        Signing signing = Signing.of(WebhookProvider.SENDGRID, SECRET);
        Hook hook = new Hook(signing.spec(), memory);
        Call call = signing.call(Samples.bounce(WebhookProvider.SENDGRID), NOW);
        believed(hook.hear(call, NOW));
        hook.expect(call, NOW);

        believed(hook.hear(call, NOW.plus(Duration.ofHours(8))));
        assertThat(hook.hear(call, NOW.plus(Duration.ofHours(25)))).isInstanceOf(Answer.Late.class);
    }

    @Test
    void a_window_may_be_wider() {
        Signing signing = Signing.of(WebhookProvider.SENDGRID, SECRET);
        WebhookSpec usual = signing.spec();
        Hook hook =
                new Hook(new WebhookSpec(usual.provider(), usual.proof(), Duration.ofHours(24), usual.url()), memory);

        believed(hook.hear(
                signing.call(Samples.bounce(WebhookProvider.SENDGRID), NOW.minus(Duration.ofHours(23))), NOW));
    }

    @Test
    void postals_older_signature_is_believed_where_there_is_no_newer() {
        Signing signing = Signing.of(WebhookProvider.POSTAL, SECRET);
        Hook hook = new Hook(signing.spec(), memory);
        Call older = signing.olderPostal(Samples.bounce(WebhookProvider.POSTAL));
        Map<String, String> both = new HashMap<>(older.headers());
        both.put("X-Postal-Signature-256", "AAAA");

        believed(hook.hear(older, NOW));
        refused(hook.hear(new Call(both, older.body()), NOW));
    }

    @Test
    void a_token_may_come_in_place_of_a_password() {
        WebhookSpec bearer = WebhookSpec.of(
                WebhookProvider.SPARKPOST, new Proof.Token("Authorization", List.of(new Secret(SECRET))));
        WebhookSpec own =
                WebhookSpec.of(WebhookProvider.BREVO, new Proof.Token("X-Hook-Key", List.of(new Secret(SECRET))));
        byte[] sparkpost = Samples.bounce(WebhookProvider.SPARKPOST).getBytes(UTF_8);
        byte[] brevo = Samples.bounce(WebhookProvider.BREVO).getBytes(UTF_8);

        believed(new Hook(bearer, memory).hear(new Call(Map.of("Authorization", "Bearer " + SECRET), sparkpost), NOW));
        believed(new Hook(own, memory).hear(new Call(Map.of("x-hook-key", SECRET), brevo), NOW));
        refused(new Hook(bearer, memory).hear(new Call(Map.of("Authorization", SECRET), sparkpost), NOW));
        refused(new Hook(bearer, memory).hear(new Call(Map.of("Authorization", "Basic " + SECRET), sparkpost), NOW));
        refused(new Hook(own, memory).hear(new Call(Map.of("x-hook-key", SECRET + "x"), brevo), NOW));
    }

    @Test
    void only_who_is_to_send_a_password_is_asked_for_one() {
        for (WebhookProvider provider : WebhookProvider.values()) {
            if (provider.proof() == ProofKind.TOPICS) continue;
            Hook hook = new Hook(Signing.of(provider, SECRET).spec(), memory);

            Answer.Refused refused = (Answer.Refused) hook.hear(new Call(Map.of(), "{}".getBytes(UTF_8)), NOW);

            assertThat(refused.wantsPassword()).as(provider.word()).isEqualTo(provider.proof() == ProofKind.PASSWORD);
        }
    }

    @Test
    void a_genuine_call_that_cannot_be_read_is_kept_for_a_person_to_see() {
        Signing signing = Signing.of(WebhookProvider.MAILERSEND, SECRET);
        Arrival arrival = believed(new Hook(signing.spec(), memory).hear(signing.call("what is {this", NOW), NOW));

        assertThat(arrival.report().notices()).isEmpty();
        assertThat(new String(arrival.original(), UTF_8)).isEqualTo("what is {this");
    }
}
