package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/// Messages as Amazon SNS makes them, by a certificate of the JDK's own keytool.
final class SnsSigning {
    static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:bounces";
    static final String CERTIFICATE =
            "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-0123456789abcdef.pem";
    static final String CONFIRMATION =
            "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f37";
    private static final String PASSWORD = "changeit";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final PrivateKey key;
    private final byte[] pem;

    private SnsSigning(PrivateKey key, byte[] pem) {
        this.key = key;
        this.pem = pem;
    }

    /// @param name  the certificate's
    /// @param start as keytool writes it: `2026/11/01 00:00:00`; it is good for a month from then on
    static SnsSigning as(String name, String start) {
        try {
            Path store = Files.createTempDirectory("tidings-sns").resolve("store.p12");
            store.getParent().toFile().deleteOnExit();
            keytool(store, name, start);
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            Files.delete(store);
            String base64 = Base64.getMimeEncoder()
                    .encodeToString(keys.getCertificate("sns").getEncoded());
            return new SnsSigning(
                    (PrivateKey) keys.getKey("sns", PASSWORD.toCharArray()),
                    "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                            .formatted(base64)
                            .getBytes(UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void keytool(Path store, String name, String start) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair", "-alias", "sns", "-keyalg", "RSA", "-keysize", "2048"));
        command.addAll(List.of("-dname", "CN=" + name, "-startdate", start, "-validity", "30"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    byte[] pem() {
        return pem;
    }

    static Map<String, String> notification(String message, Instant at) {
        Map<String, String> fields = fields("Notification", message, at);
        fields.put("Subject", "Amazon SES Email Event Notification");
        return fields;
    }

    static Map<String, String> subscription(Instant at) {
        Map<String, String> fields =
                fields("SubscriptionConfirmation", "You have chosen to subscribe to the topic.", at);
        fields.put("SubscribeURL", CONFIRMATION);
        fields.put("Token", "2336412f37");
        return fields;
    }

    private static Map<String, String> fields(String type, String message, Instant at) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Type", type);
        fields.put("MessageId", "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324");
        fields.put("TopicArn", TOPIC);
        fields.put("Message", message);
        fields.put("Timestamp", at.toString());
        fields.put("SigningCertURL", CERTIFICATE);
        return fields;
    }

    /// @param version `1` or `2`
    Call signed(Map<String, String> fields, String version) {
        Map<String, String> whole = new LinkedHashMap<>(fields);
        whole.put("SignatureVersion", version);
        whole.put("Signature", signature(fields, version.equals("1") ? "SHA1withRSA" : "SHA256withRSA"));
        return call(whole);
    }

    static Call call(Map<String, String> fields) {
        return new Call(
                Map.of(
                        "x-amz-sns-message-type",
                        fields.getOrDefault("Type", ""),
                        "Content-Type",
                        "text/plain; charset=UTF-8"),
                JSON.writeValueAsBytes(fields));
    }

    /// Over the fields in the order of their names, but for those that say how it is signed.
    private String signature(Map<String, String> fields, String algorithm) {
        Map<String, String> sorted = new TreeMap<>(fields);
        sorted.remove("SigningCertURL");
        String text = sorted.entrySet().stream()
                .map(each -> each.getKey() + "\n" + each.getValue() + "\n")
                .collect(Collectors.joining());
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
