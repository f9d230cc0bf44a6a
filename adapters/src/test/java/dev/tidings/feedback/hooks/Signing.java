package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.Secret;
import dev.tidings.notification.WebhookProvider;
import dev.tidings.notification.WebhookSpec;
import dev.tidings.notification.WebhookSpec.Proof;
import java.net.URI;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Calls as providers make them; Amazon's are made by [SnsSigning]. Written from their documents, apart from
/// what checks them.
final class Signing {
    static final URI URL = URI.create("https://mail.example.org/feedback/mandrill");
    static final String USER = "tidings";
    private static final Map<String, KeyPair> PAIRS = new ConcurrentHashMap<>();

    private final WebhookProvider provider;
    private final String secret;

    private Signing(WebhookProvider provider, String secret) {
        this.provider = provider;
        this.secret = secret;
    }

    /// @param secret which of the provider's secrets or keys it is: another text is another one
    static Signing of(WebhookProvider provider, String secret) {
        return new Signing(provider, secret);
    }

    /// Made once for all tests: it takes its time.
    private KeyPair keys() {
        return PAIRS.computeIfAbsent(provider.word() + secret, _ -> pair());
    }

    private KeyPair pair() {
        try {
            KeyPairGenerator generator =
                    KeyPairGenerator.getInstance(provider == WebhookProvider.SENDGRID ? "EC" : "RSA");
            if (provider == WebhookProvider.SENDGRID) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(2048);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// How we are told of this one, and of others beside it.
    WebhookSpec spec(Signing... others) {
        List<Signing> all = new ArrayList<>(List.of(this));
        all.addAll(List.of(others));
        List<Secret> secrets = all.stream().map(each -> new Secret(each.secret)).toList();
        Proof proof = switch (provider.proof()) {
            case SECRET -> new Proof.Secrets(secrets);
            case KEY ->
                new Proof.Keys(all.stream().map(each -> each.keys().getPublic()).toList());
            case PASSWORD -> new Proof.Password(USER, secrets);
            case TOPICS -> throw new IllegalArgumentException("SNS signs by itself");
        };
        return new WebhookSpec(
                provider,
                proof,
                provider.within(),
                provider == WebhookProvider.MANDRILL ? Optional.of(URL) : Optional.empty());
    }

    Call call(String body, Instant at) {
        return call(body, at, "token-1");
    }

    /// @param token Mailgun's, or the id of Standard Webhooks
    Call call(String body, Instant at, String token) {
        String time = Long.toString(at.getEpochSecond());
        return switch (provider) {
            case ALIYUN ->
                with(body, Map.of("x-eventbridge-signature-token", secret, "x-eventbridge-signature-timestamp", time));
            case BREVO, MAILJET, POSTMARK, SPARKPOST ->
                with(body, Map.of("Authorization", "Basic " + base64((USER + ":" + secret).getBytes(UTF_8))));
            case MAILERSEND -> with(body, Map.of("Signature", hex(hmac("HmacSHA256", body))));
            case MAILTRAP -> with(body, Map.of("Mailtrap-Signature", hex(hmac("HmacSHA256", body))));
            case MAILGUN ->
                with(
                        body.replace("@time@", time)
                                .replace("@token@", token)
                                .replace("@signature@", hex(hmac("HmacSHA256", time + token))),
                        Map.of());
            case MANDRILL -> mandrill(body);
            case POSTAL -> with(body, Map.of("X-Postal-Signature-256", signed("SHA256withRSA", body)));
            case RESEND -> standard("svix", token, time, body);
            case STANDARD -> standard("webhook", token, time, body);
            case SENDGRID ->
                with(
                        body,
                        Map.of(
                                "X-Twilio-Email-Event-Webhook-Signature",
                                signed("SHA256withECDSA", time + body),
                                "X-Twilio-Email-Event-Webhook-Timestamp",
                                time));
            case UNISENDER_GO -> with(body.replace("@auth@", md5(body.replace("@auth@", secret))), Map.of());
            case AMAZON_SES -> throw new IllegalArgumentException("SNS signs by itself");
        };
    }

    /// As before version 3.
    Call olderPostal(String body) {
        return with(body, Map.of("X-Postal-Signature", signed("SHA1withRSA", body)));
    }

    private Call mandrill(String body) {
        String signature = base64(hmac("HmacSHA1", URL + "mandrill_events" + body));
        Call form =
                with("mandrill_events=" + URLEncoder.encode(body, UTF_8), Map.of("X-Mandrill-Signature", signature));
        Map<String, String> headers = new HashMap<>(form.headers());
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return new Call(headers, form.body());
    }

    private Call standard(String prefix, String id, String time, String body) {
        return with(
                body,
                Map.of(
                        prefix + "-id",
                        id,
                        prefix + "-timestamp",
                        time,
                        prefix + "-signature",
                        "v1,b3RoZXI= v1," + base64(hmac("HmacSHA256", id + "." + time + "." + body))));
    }

    private static Call with(String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return new Call(all, body.getBytes(UTF_8));
    }

    private byte[] hmac(String algorithm, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), algorithm));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private String signed(String algorithm, String text) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys().getPrivate());
            signature.update(text.getBytes(UTF_8));
            return base64(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String md5(String text) {
        try {
            return hex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    private static String base64(byte[] octets) {
        return Base64.getEncoder().encodeToString(octets);
    }
}
