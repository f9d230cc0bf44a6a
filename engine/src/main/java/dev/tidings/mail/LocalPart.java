package dev.tidings.mail;

import java.text.Normalizer;

/// What stands before the `@`: a dot-atom or a quoted string (RFC 5321 §4.1.2), UTF-8 allowed (RFC 6531
/// §3.3).
final class LocalPart {
    private static final int OCTETS_MAX = 64;

    private LocalPart() {}

    /// The one form of a local part: NFC (RFC 6532 §3.1), and quoted or escaped only where it must be.
    static String canonical(String spelled) {
        requireOctets(spelled);
        String composed = Grammar.isAscii(spelled) ? spelled : Normalizer.normalize(spelled, Normalizer.Form.NFC);
        String canonical = composed.startsWith("\"") ? requote(composed) : requireDotAtom(composed);
        requireOctets(canonical);
        return canonical;
    }

    /// Where a text that starts with a quoted string goes on behind it; the text's length when the string
    /// never ends.
    static int endOfQuoted(String text) {
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') return i + 1;
            if (c == '\\') i++;
        }
        return text.length();
    }

    private static void requireOctets(String local) {
        int octets = Text.octets(local);
        if (octets == 0) throw new MalformedAddress("nothing stands before the @");
        if (octets > OCTETS_MAX) {
            throw new MalformedAddress(
                    "the part before the @ has %d octets; at most %d are allowed".formatted(octets, OCTETS_MAX));
        }
    }

    private static String requireDotAtom(String local) {
        boolean afterDot = true;
        for (int i = 0, c; i < local.length(); i += Character.charCount(c)) {
            c = local.codePointAt(i);
            if (c == '.' && afterDot) throw new MalformedAddress("a dot stands first or twice in a row before the @");
            if (c != '.' && !isAtext(c)) {
                throw new MalformedAddress("%s is not allowed before the @".formatted(Text.name(c)));
            }
            afterDot = c == '.';
        }
        if (afterDot) throw new MalformedAddress("a dot stands right before the @");
        return local;
    }

    private static String requote(String quoted) {
        String content = unquote(quoted);
        if (content.isEmpty()) throw new MalformedAddress("nothing stands between the quotes before the @");
        return isDotAtom(content) ? content : quote(content);
    }

    private static String unquote(String quoted) {
        if (quoted.length() < 2 || endOfQuoted(quoted) != quoted.length() || !quoted.endsWith("\"")) {
            throw new MalformedAddress("the quotes before the @ do not enclose all of it");
        }
        StringBuilder content = new StringBuilder(quoted.length());
        boolean escaped = false;
        for (int i = 1, c; i < quoted.length() - 1; i += Character.charCount(c)) {
            c = quoted.codePointAt(i);
            if (c != ' ' && (escaped ? c < ' ' || c > '~' : !isVisible(c))) {
                throw new MalformedAddress("%s is not allowed in quotes before the @".formatted(Text.name(c)));
            }
            escaped = c == '\\' && !escaped;
            if (!escaped) content.appendCodePoint(c);
        }
        if (escaped) throw new MalformedAddress("the quote before the @ is not closed");
        return content.toString();
    }

    private static String quote(String content) {
        StringBuilder quoted = new StringBuilder(content.length() + 2).append('"');
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\');
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    private static boolean isDotAtom(String content) {
        return !content.startsWith(".")
                && !content.endsWith(".")
                && !content.contains("..")
                && content.codePoints().allMatch(c -> c == '.' || isAtext(c));
    }

    private static boolean isAtext(int c) {
        return c < 0x80 ? Grammar.isAtext(c) : isVisible(c);
    }

    /// Anything one can see. RFC 6531 would allow invisible format characters too; an address that holds one
    /// was pasted by mistake or is meant to deceive.
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
