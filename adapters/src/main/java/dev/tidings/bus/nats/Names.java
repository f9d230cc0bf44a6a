package dev.tidings.bus.nats;

import dev.tidings.mail.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/// What things are called on the server.
///
/// Anything is written as one token of a subject: letters of ASCII, digits and `-` stand for themselves, every other
/// octet of UTF-8 is `_` and two digits.
record Names(String prefix) {
    private static final int LONGEST = 200;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    String stream() {
        return "TIDINGS_" + prefix.toUpperCase(Locale.ROOT);
    }

    String everyRoad() {
        return prefix + ".road.*";
    }

    String subject(String road) {
        return prefix + ".road." + token(road);
    }

    String consumer(String road) {
        return token(road);
    }

    /// Of a subject that [#subject] gave.
    String road(String subject) {
        String token = subject.substring(subject.lastIndexOf('.') + 1);
        ByteArrayOutputStream octets = new ByteArrayOutputStream(token.length());
        for (int i = 0; i < token.length(); i++) {
            char letter = token.charAt(i);
            boolean isEscape = letter == '_' && i + 2 < token.length();
            octets.write(isEscape ? HexFormat.fromHexDigits(token, i + 1, i + 3) : letter);
            if (isEscape) i += 2;
        }
        return token.equals("_") ? "" : octets.toString(StandardCharsets.UTF_8);
    }

    String consumer(String listener, String subject) {
        return bounded(prefix + "-" + escaped(listener) + "-" + escaped(subject));
    }

    private static String token(String name) {
        return name.isEmpty() ? "_" : bounded(escaped(name));
    }

    private static String escaped(String name) {
        StringBuilder token = new StringBuilder(name.length());
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            boolean isPlain = octet >= '0' && octet <= '9'
                    || octet >= 'a' && octet <= 'z'
                    || octet >= 'A' && octet <= 'Z'
                    || octet == '-';
            if (isPlain) token.append((char) octet);
            else token.append('_').append(HEX.toHexDigits(octet));
        }
        return token.toString();
    }

    /// The server takes 255 octets.
    private static String bounded(String token) {
        if (token.length() <= LONGEST) return token;
        return token.substring(0, 100) + "--" + Sha256.hex(token.getBytes(StandardCharsets.US_ASCII));
    }
}
