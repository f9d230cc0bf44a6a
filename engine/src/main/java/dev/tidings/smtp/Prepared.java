package dev.tidings.smtp;

import java.text.Normalizer;
import java.util.regex.Pattern;

/// A name or password as SCRAM hashes it: SASLprep (RFC 4013), so that the same word typed on two machines is
/// the same octets.
final class Prepared {
    /// RFC 3454 table B.1: mapped to nothing.
    private static final Pattern NOTHING =
            Pattern.compile("[\\u00ad\\u034f\\u1806\\u180b-\\u180d\\u200b-\\u200d\\u2060\\ufe00-\\ufe0f\\ufeff]");

    /// RFC 3454 table C.1.2: mapped to a space.
    private static final Pattern SPACE = Pattern.compile("[\\u00a0\\u1680\\u2000-\\u200b\\u202f\\u205f\\u3000]");

    private Prepared() {}

    /// What SASLprep forbids (control characters, for instance) goes through as it is, as in other clients:
    /// whether it is right is for the server to say.
    static String of(String text) {
        if (text.chars().allMatch(c -> c < 0x80)) {
            return text;
        }
        String mapped = NOTHING.matcher(SPACE.matcher(text).replaceAll(" ")).replaceAll("");
        return Normalizer.normalize(mapped, Normalizer.Form.NFKC);
    }
}
