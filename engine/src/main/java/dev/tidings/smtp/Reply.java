package dev.tidings.smtp;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;

/// What a server answered (RFC 5321 §4.2).
///
/// Only the first digit of the code decides; an unknown code inside a known class is as good as any other.
///
/// @param code     200–599
/// @param enhanced the code of RFC 3463 the text began with, whether or not the server announced such codes
/// @param text     the lines joined by `\n`, without codes; fit to be shown: no control or formatting
///                 character is left
public record Reply(int code, Optional<EnhancedCode> enhanced, String text) {
    /// So much of a text is kept; what a server has to say is in its first lines.
    private static final int TEXT_MAX = 4000;

    public Reply {
        if (code < 200 || code > 599) {
            throw new IllegalArgumentException("a reply's code is 200–599, not " + code);
        }
    }

    static Reply of(int code, List<String> lines) {
        Optional<EnhancedCode> enhanced = EnhancedCode.leading(lines.getFirst());
        if (enhanced.isEmpty()) {
            return new Reply(code, enhanced, String.join("\n", lines));
        }
        if (lines.size() == 1) {
            return new Reply(code, enhanced, EnhancedCode.without(lines.getFirst()));
        }
        return new Reply(
                code, enhanced, lines.stream().map(EnhancedCode::without).collect(joining("\n")));
    }

    /// Without what is beyond measure in its text, which then ends in `… (cut)`.
    Reply kept() {
        if (text.length() <= TEXT_MAX) {
            return this;
        }
        int end = Character.isHighSurrogate(text.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
        return new Reply(code, enhanced, text.substring(0, end) + "… (cut)");
    }

    public boolean isPositive() {
        return code / 100 == 2;
    }

    /// The server waits for more: `354` after DATA, `334` within AUTH.
    public boolean isIntermediate() {
        return code / 100 == 3;
    }

    public boolean isTransient() {
        return code / 100 == 4;
    }

    public boolean isPermanent() {
        return code / 100 == 5;
    }

    /// `421`: the server closes the connection, whatever was asked (RFC 5321 §3.8).
    public boolean isFarewell() {
        return code == 421;
    }

    /// One line: `451 4.7.1 greylisted`.
    @Override
    public String toString() {
        String codes = enhanced.map(e -> code + " " + e).orElse(String.valueOf(code));
        return (codes + " " + text.replace('\n', ' ')).strip();
    }
}
