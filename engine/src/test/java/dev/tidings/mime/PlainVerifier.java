package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Verifies DKIM as one reads it in RFC 6376 and RFC 8463, with text and patterns; shares nothing with the
/// signer.
final class PlainVerifier {
    private static final String ED25519_X509 = "302a300506032b6570032100";

    private final List<String> fields;
    private final String body;

    private PlainVerifier(byte[] mail) {
        String text = new String(mail, ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        fields = List.of(text.substring(0, end).split("\r\n(?![ \t])"));
        body = text.substring(end + 4);
    }

    /// Whether each of the signatures holds.
    static List<Boolean> verify(byte[] mail, List<DkimKey> keys) throws GeneralSecurityException {
        PlainVerifier verifier = new PlainVerifier(mail);
        List<Boolean> verdicts = new ArrayList<>();
        for (String field : verifier.fields) {
            if (field.startsWith("DKIM-Signature:")) verdicts.add(verifier.holds(field, keys));
        }
        return verdicts;
    }

    private boolean holds(String field, List<DkimKey> keys) throws GeneralSecurityException {
        Map<String, String> tags = tags(field.substring(field.indexOf(':') + 1));
        String name = tags.get("s") + "._domainkey." + tags.get("d");
        Map<String, String> record = tags(keys.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow()
                .record());
        boolean rsa = tags.get("a").equals("rsa-sha256");
        Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
        signature.initVerify(key(record, rsa));
        byte[] signed = signed(field, tags.get("h")).getBytes(ISO_8859_1);
        signature.update(rsa ? signed : sha256(signed));
        return tags.get("bh").equals(Base64.getEncoder().encodeToString(sha256(body().getBytes(ISO_8859_1))))
                && signature.verify(Base64.getDecoder().decode(tags.get("b")));
    }

    private static PublicKey key(Map<String, String> record, boolean rsa) throws GeneralSecurityException {
        assert record.get("k").equals(rsa ? "rsa" : "ed25519");
        String hex = HexFormat.of().formatHex(Base64.getDecoder().decode(record.get("p")));
        byte[] x509 = HexFormat.of().parseHex(rsa ? hex : ED25519_X509 + hex);
        return KeyFactory.getInstance(rsa ? "RSA" : "Ed25519").generatePublic(new X509EncodedKeySpec(x509));
    }

    private String signed(String signature, String names) {
        List<String> left = new ArrayList<>(fields.reversed());
        StringBuilder signed = new StringBuilder();
        for (String name : names.split(":")) {
            left.stream()
                    .filter(field ->
                            field.substring(0, field.indexOf(':')).strip().equalsIgnoreCase(name))
                    .findFirst()
                    .ifPresent(field -> {
                        left.remove(field);
                        signed.append(relaxed(field)).append("\r\n");
                    });
        }
        return signed + relaxed(signature.replaceFirst("(;\\s*b=)[^;]*$", "$1"));
    }

    private static String relaxed(String field) {
        int colon = field.indexOf(':');
        String value = field.substring(colon + 1).replace("\r\n", "").replaceAll("[ \t]+", " ");
        return field.substring(0, colon).toLowerCase(Locale.ROOT).strip() + ":" + value.replaceAll("^ | $", "");
    }

    private String body() {
        List<String> lines = new ArrayList<>(Arrays.asList(body.split("\r\n", -1)));
        lines.replaceAll(line -> line.replaceAll("[ \t]+", " ").replaceAll(" $", ""));
        while (!lines.isEmpty() && lines.getLast().isEmpty()) lines.removeLast();
        return lines.isEmpty() ? "" : String.join("\r\n", lines) + "\r\n";
    }

    private static Map<String, String> tags(String list) {
        Map<String, String> tags = new HashMap<>();
        for (String tag : list.replaceAll("\\s", "").split(";")) {
            tags.put(tag.substring(0, tag.indexOf('=')), tag.substring(tag.indexOf('=') + 1));
        }
        return tags;
    }

    private static byte[] sha256(byte[] octets) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(octets);
    }
}
