package dev.tidings.feedback.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;

/// Octets as letters, and lines of them.
final class Text {
    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\u2028\\u2029]+");
    private static final Pattern SPACES = Pattern.compile("[\\s\\u00A0]+");

    private Text() {}

    /// In the charset that is named, where there is one and the octets are in it; else in UTF-8, and where they
    /// are not, in the charset of Western Windows, in which every octet is a letter.
    static String of(byte[] octets, Optional<String> charset) {
        return charset.flatMap(Text::known)
                .filter(named -> !named.equals(US_ASCII))
                .flatMap(named -> strictly(named, octets))
                .or(() -> strictly(UTF_8, octets))
                .orElseGet(() -> new String(octets, WESTERN));
    }

    private static Optional<Charset> known(String name) {
        try {
            Charset charset = Charset.forName(name.strip());
            return charset.canEncode() ? Optional.of(charset) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    private static Optional<String> strictly(Charset charset, byte[] octets) {
        try {
            return Optional.of(
                    charset.newDecoder().decode(ByteBuffer.wrap(octets)).toString());
        } catch (CharacterCodingException none) {
            return Optional.empty();
        }
    }

    /// A field's value with its encoded words (RFC 2047) read.
    static String words(String value) {
        if (!value.contains("=?")) {
            return value;
        }
        try {
            return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT, UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value;
        }
    }

    static List<String> lines(String text) {
        return text.lines()
                .limit(Limits.LINES)
                .map(line -> cut(line, Limits.LINE))
                .toList();
    }

    /// On one line, with one space between words.
    static String oneLine(String text) {
        return SPACES.matcher(CONTROLS.matcher(text).replaceAll(" "))
                .replaceAll(" ")
                .strip();
    }

    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
