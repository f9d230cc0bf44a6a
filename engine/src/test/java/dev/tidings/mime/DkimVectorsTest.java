package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.TestKeys;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The examples of the standards: RFC 6376 §3.4 for the canonical forms, RFC 8463 appendix A for keys and
/// signatures.
class DkimVectorsTest {
    private static final String ED25519_SEED = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
    private static final String ED25519_P = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    private static final String RSA = """
            -----BEGIN RSA PRIVATE KEY-----
            MIICXQIBAAKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQi
            Y/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqM
            KrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB
            AoGAH0cxOhFZDgzXWhDhnAJDw5s4roOXN4OhjiXa8W7Y3rhX3FJqmJSPuC8N9vQm
            6SVbaLAE4SG5mLMueHlh4KXffEpuLEiNp9Ss3O4YfLiQpbRqE7Tm5SxKjvvQoZZe
            zHorimOaChRL2it47iuWxzxSiRMv4c+j70GiWdxXnxe4UoECQQDzJB/0U58W7RZy
            6enGVj2kWF732CoWFZWzi1FicudrBFoy63QwcowpoCazKtvZGMNlPWnC7x/6o8Gc
            uSe0ga2xAkEA8C7PipPm1/1fTRQvj1o/dDmZp243044ZNyxjg+/OPN0oWCbXIGxy
            WvmZbXriOWoSALJTjExEgraHEgnXssuk7QJBALl5ICsYMu6hMxO73gnfNayNgPxd
            WFV6Z7ULnKyV7HSVYF0hgYOHjeYe9gaMtiJYoo0zGN+L3AAtNP9huqkWlzECQE1a
            licIeVlo1e+qJ6Mgqr0Q7Aa7falZ448ccbSFYEPD6oFxiOl9Y9se9iYHZKKfIcst
            o7DUw1/hz2Ck4N5JrgUCQQCyKveNvjzkkd8HjYs0SwM0fPjK16//5qDZ2UiDGnOe
            uEzxBDAr518Z8VFbR41in3W4Y3yCDgQlLlcETrS+zYcL
            -----END RSA PRIVATE KEY-----
            """;
    private static final String RSA_P =
            "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bd"
                    + "OKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2"
                    + "EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB";
    private static final String BODY_HASH = "2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=";
    private static final String MAIL = crlf("""
            From: Joe SixPack <joe@football.example.com>
            To: Suzie Q <suzie@shopping.example.net>
            Subject: Is dinner ready?
            Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
            Message-ID: <20030712040037.46341.5F8J@football.example.com>

            Hi.

            We lost the game.  Are you hungry yet?

            Joe.
            """);

    @Test
    void header_fields_are_relaxed_as_in_the_standard() {
        assertThat(relaxed("A: X")).isEqualTo("a:X");
        assertThat(relaxed("B : Y\t\r\n\tZ  ")).isEqualTo("b:Y Z");
        assertThat(relaxed("SUBJect:")).isEqualTo("subject:");
        assertThat(relaxed("X: \u00E4\r\n \t \u00FF")).isEqualTo("x:\u00E4 \u00FF");
    }

    @ParameterizedTest
    @CsvSource({
        "' C \r\nD \t E\r\n\r\n\r\n', ' C\r\nD E\r\n'",
        "'', ''",
        "'\r\n', ''",
        "'\r\n \t \r\n\r\n', ''",
        "' \t', ''",
        "'a', 'a\r\n'",
        "'a ', 'a\r\n'",
        "'a\r\n\r\n\r\nb\r\n', 'a\r\n\r\n\r\nb\r\n'",
        "'\r\na\r\n', '\r\na\r\n'",
        "'\t\ta', ' a\r\n'",
        "'a\r\n  \r\nb', 'a\r\n\r\nb\r\n'",
        "'.\r\n..\r\n', '.\r\n..\r\n'",
    })
    void bodies_are_relaxed_as_in_the_standard(String body, String canonical) throws Exception {
        assertThat(Relaxed.bodyHash(body.getBytes(US_ASCII), 0)).isEqualTo(sha256(canonical));
    }

    @Test
    void a_body_of_any_length_is_hashed_across_pieces() throws Exception {
        for (int length : List.of(8189, 8190, 8191, 8192, 8193, 20_000)) {
            String line = "x".repeat(length);
            assertThat(Relaxed.bodyHash((line + " \r\n\r\n\r\n y  z").getBytes(US_ASCII), 0))
                    .as("%d octets", length)
                    .isEqualTo(sha256(line + "\r\n\r\n\r\n y z\r\n"));
        }
    }

    @Test
    void no_body_has_the_hash_that_the_standard_names() {
        assertThat(Base64.getEncoder().encodeToString(Relaxed.bodyHash(new byte[0], 0)))
                .isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    @Test
    void the_keys_of_the_standard_have_its_records() {
        assertThat(new DkimKey("football.example.com", "brisbane", ed25519()).record())
                .isEqualTo("v=DKIM1; k=ed25519; p=" + ED25519_P);
        assertThat(new DkimKey("football.example.com", "test", SigningKey.parse(RSA)).record())
                .isEqualTo("v=DKIM1; k=rsa; p=" + RSA_P);
    }

    @Test
    void the_signatures_of_the_standard_come_out_to_the_octet() {
        assertThat(signature(ed25519(), crlf("""
                DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
                 subject : date : message-id : from : subject : date;
                 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                 b=""")))
                .isEqualTo("/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==");
        assertThat(signature(SigningKey.parse(RSA), crlf("""
                DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
                 d=football.example.com; i=@football.example.com;
                 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
                 date : message-id : from : subject : date;
                 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
                 b=""")))
                .isEqualTo(
                        "F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQ"
                                + "TnGdaSGsgeefOsk2JzdA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=");
    }

    /// Signs the standard's mail; its header stands in the order of `h=`, and what `h=` names twice is there
    /// once.
    private static String signature(SigningKey key, String unsigned) {
        byte[] mail = MAIL.getBytes(US_ASCII);
        HeaderFields header = HeaderFields.of(mail);
        assertThat(Base64.getEncoder().encodeToString(Relaxed.bodyHash(mail, header.body())))
                .isEqualTo(BODY_HASH);
        Octets signed = new Octets(64);
        header.fields().forEach(field -> {
            Relaxed.field(mail, field.from(), field.to(), signed);
            signed.crlf();
        });
        Relaxed.field(unsigned.getBytes(US_ASCII), 0, unsigned.length(), signed);
        return Base64.getEncoder().encodeToString(key.sign(signed.toByteArray()));
    }

    private static SigningKey ed25519() {
        byte[] head = HexFormat.of().parseHex("302e020100300506032b657004220420");
        byte[] seed = Base64.getDecoder().decode(ED25519_SEED);
        byte[] der = Arrays.copyOf(head, head.length + seed.length);
        System.arraycopy(seed, 0, der, head.length, seed.length);
        return SigningKey.parse(TestKeys.pem("PRIVATE KEY", der));
    }

    private static String relaxed(String field) {
        byte[] octets = field.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        Octets out = new Octets(1);
        Relaxed.field(octets, 0, octets.length, out);
        return new String(out.toByteArray(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    private static byte[] sha256(String text) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII));
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }
}
