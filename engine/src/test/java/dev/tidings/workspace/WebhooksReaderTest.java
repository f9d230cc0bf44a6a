package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Secret;
import dev.tidings.notification.WebhookProvider;
import dev.tidings.notification.WebhookSpec;
import dev.tidings.notification.WebhookSpec.Proof;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `bounces.webhooks` of tidings.yaml.
class WebhooksReaderTest {
    private static final String OWN = "a-password-of-24-letters";

    private Desk desk;

    @BeforeEach
    void lay_out(@TempDir Path root) {
        desk = new Desk(root);
        desk.environment.put("OWN", OWN);
        desk.environment.put("OLD", "an-older-one-of-24-letters");
        desk.environment.put("SIGNING", "key-4711");
    }

    private Reading reading(String webhooks) {
        return desk.write("tidings.yaml", Desk.HOUSE + "bounces:\n  webhooks:\n" + webhooks.indent(4))
                .read();
    }

    private Map<WebhookProvider, WebhookSpec> read(String webhooks) {
        Reading reading = reading(webhooks);
        assertThat(Desk.said(reading)).isEmpty();
        return reading.workspace().orElseThrow().settings().bounces().webhooks();
    }

    private WebhookSpec one(String webhooks) {
        assertThat(read(webhooks)).hasSize(1);
        return read(webhooks).values().iterator().next();
    }

    @Test
    void each_provider_has_the_proof_that_it_offers() {
        Map<WebhookProvider, WebhookSpec> webhooks = read("""
                mailgun: { secret: "${SIGNING}" }
                postmark: { user: tidings, password: [ "${OWN}", "${OLD}" ] }
                brevo: { token: "${OWN}", header: X-Hook-Key }
                amazon-ses: { topics: "arn:aws:sns:eu-central-1:123456789012:bounces", within: 6h }
                mandrill: { secret: "${SIGNING}", url: "https://mail.example.com/feedback/mandrill" }
                """);

        assertThat(webhooks.values())
                .containsExactlyInAnyOrder(
                        WebhookSpec.of(WebhookProvider.MAILGUN, new Proof.Secrets(List.of(new Secret("key-4711")))),
                        WebhookSpec.of(
                                WebhookProvider.POSTMARK,
                                new Proof.Password(
                                        "tidings", List.of(new Secret(OWN), new Secret("an-older-one-of-24-letters")))),
                        WebhookSpec.of(WebhookProvider.BREVO, new Proof.Token("X-Hook-Key", List.of(new Secret(OWN)))),
                        new WebhookSpec(
                                WebhookProvider.AMAZON_SES,
                                new Proof.Topics(Set.of("arn:aws:sns:eu-central-1:123456789012:bounces")),
                                Duration.ofHours(6),
                                Optional.empty()),
                        new WebhookSpec(
                                WebhookProvider.MANDRILL,
                                new Proof.Secrets(List.of(new Secret("key-4711"))),
                                Duration.ZERO,
                                Optional.of(URI.create("https://mail.example.com/feedback/mandrill"))));
    }

    @Test
    void a_public_key_is_written_as_the_provider_shows_it() throws Exception {
        PublicKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
        String base64 = Base64.getEncoder().encodeToString(key.getEncoded());
        Proof expected = new Proof.Keys(List.of(key));

        assertThat(one("sendgrid: { key: " + base64 + " }").proof()).isEqualTo(expected);
        assertThat(one("sendgrid:\n  key: |\n    -----BEGIN PUBLIC KEY-----\n    %s\n    -----END PUBLIC KEY-----\n"
                                .formatted(base64))
                        .proof())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sendgird: { key: x } | \"sendgird\" is not known here | Did you mean \"sendgrid\"?",
                "sendgrid: { key: x } | key: is not base64 | with or without its BEGIN and END lines",
                "sendgrid: { key: eHh4 } | key: is not a public key of the kinds EC or RSA | Write the base64",
                "sendgrid: { secret: \"${OWN}\" } | calls of sendgrid do not prove themselves by it | Write key",
                "mailgun: { } | secret is missing | Write secret: ${NAME}",
                "amazon-ses: { topics: [ bounces ] } | \"bounces\" is not a topic | arn:aws:sns:",
                "amazon-ses: { within: 1h } | topics is missing | write which topics are yours",
                "postmark: { user: me } | password is missing | ${NAME}",
                "postmark: { user: me, password: short } | is shorter than 16 characters | openssl rand",
                "standard: { secret: short } | is shorter than 16 characters | openssl rand",
                "brevo: { user: me, token: \"${OWN}\" } | \"token\" is written too | Remove one",
                "mailjet: { token: \"${OWN}\", header: \"X:Y\" } | is not a header's name | letters, digits and dashes",
                "mandrill: { secret: \"${OWN}\" } | url is missing | as it stands there",
                "mailgun: { secret: \"${OWN}\", url: \"https://x.example\" } | mailgun does not sign the address | Leave it out",
                "postal: { within: 5m, key: x } | calls of postal do not say when | Leave it out",
                "resend: { secret: \"${OWN}\", within: 8d } | is longer than 7d | No provider",
                "resend: { secret: \"${MISSING}\" } | MISSING | ",
                "resend: { secrets: x } | unknown key | Did you mean \"secret\"?"
            })
    void a_mistake_is_told_with_its_place_and_its_mend(String written, String what, String mend) {
        String said = Desk.said(reading(written));

        assertThat(said).contains("tidings.yaml:4:", "bounces.webhooks.", what).contains(mend == null ? "" : mend);
        assertThat(said).doesNotContain(OWN);
    }

    @Test
    void who_sends_nothing_needs_no_secrets() {
        desk.write("tidings.yaml", Desk.HOUSE + """
                bounces:
                  webhooks:
                    resend: { secret: "${MISSING}" }
                    postmark: { user: tidings, password: "${OWN}" }
                """);

        Reading reading =
                new WorkspaceReader(desk.environment::get).withoutSigningIn().read(desk.root);

        assertThat(Desk.said(reading)).isEmpty();
        assertThat(reading.workspace().orElseThrow().settings().bounces().webhooks())
                .containsOnlyKeys(WebhookProvider.POSTMARK);
    }
}
