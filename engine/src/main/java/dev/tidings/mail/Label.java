package dev.tidings.mail;

import java.text.Normalizer;
import java.util.Optional;

/// One part of a domain name between dots, already mapped to lower case (RFC 5890, RFC 5892).
final class Label {
    private static final int OCTETS_MAX = 63;
    private static final String A_LABEL = "xn--";

    private Label() {}

    static boolean isALabel(String label) {
        return label.startsWith(A_LABEL);
    }

    static String toAscii(String label) {
        if (label.isEmpty()) throw new MalformedAddress("a dot stands first, last or twice in a row behind the @");
        String ascii = label;
        if (isALabel(label)) requireGenuine(label);
        else if (Grammar.isAscii(label)) requireLettersDigitsHyphens(label);
        else ascii = encoded(label);
        if (ascii.length() > OCTETS_MAX) {
            throw new MalformedAddress("a label of the domain has %d octets; at most %d are allowed"
                    .formatted(ascii.length(), OCTETS_MAX));
        }
        return ascii;
    }

    private static String encoded(String unicode) {
        if (unicode.startsWith("--", 2)) throw new MalformedAddress("a label has hyphens in third and fourth place");
        requireInternational(unicode);
        return A_LABEL + Punycode.encode(unicode);
    }

    /// An A-label must be what its own Unicode form encodes to, or two spellings would name one domain.
    private static void requireGenuine(String label) {
        requireLettersDigitsHyphens(label);
        Optional<String> unicode = Punycode.decode(label.substring(A_LABEL.length()));
        boolean genuine = unicode.filter(u -> !Grammar.isAscii(u) && Normalizer.isNormalized(u, Normalizer.Form.NFC))
                .filter(u -> label.equals(A_LABEL + Punycode.encode(u)))
                .isPresent();
        if (!genuine) throw new MalformedAddress("\"%s\" is not valid Punycode".formatted(label));
        unicode.ifPresent(Label::requireInternational);
    }

    private static void requireLettersDigitsHyphens(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (!Grammar.isLetterOrDigit(c) && c != '-') throw notAllowed(c);
        }
        requireHyphensInside(ascii);
    }

    private static void requireInternational(String unicode) {
        requireHyphensInside(unicode);
        if (isMark(unicode.codePointAt(0))) throw new MalformedAddress("a label starts with a combining mark");
        for (int i = 0, c; i < unicode.length(); i += Character.charCount(c)) {
            c = unicode.codePointAt(i);
            if (!isAllowed(c) && !isAllowedInContext(c, unicode, i)) throw notAllowed(c);
        }
        if (!Bidi.isOrderly(unicode)) throw new MalformedAddress("a label mixes writing directions (RFC 5893)");
    }

    private static void requireHyphensInside(String label) {
        if (label.startsWith("-") || label.endsWith("-")) {
            throw new MalformedAddress("a label of the domain starts or ends with a hyphen");
        }
    }

    private static MalformedAddress notAllowed(int c) {
        return new MalformedAddress("%s is not allowed behind the @".formatted(Text.name(c)));
    }

    /// Letters, marks and digits (RFC 5892 §2.1): what is left of them after mapping is no upper case and no
    /// symbol.
    private static boolean isAllowed(int c) {
        if (c < 0x80) return c == '-' || Grammar.isLetterOrDigit(c);
        return switch (Character.getType(c)) {
            case Character.LOWERCASE_LETTER,
                    Character.OTHER_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.DECIMAL_DIGIT_NUMBER -> true;
            default -> c == '〇';
        };
    }

    /// Characters that are right only beside certain others (RFC 5892 appendix A). The joiners need tables
    /// the JDK does not have; "after a mark" and "between Arabic letters" let through a little more than the
    /// standard, never less.
    private static boolean isAllowedInContext(int c, String label, int at) {
        int before = at > 0 ? label.codePointBefore(at) : -1;
        int next = at + 1 < label.length() ? label.codePointAt(at + 1) : -1;
        return switch (c) {
            case 0x00B7 -> before == 'l' && next == 'l';
            case 0x30FB -> label.codePoints().anyMatch(Label::isJapaneseOrChinese);
            case 0x200D -> isMark(before);
            case 0x200C -> isMark(before) || (isCursive(before) && isCursive(next));
            default -> false;
        };
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static boolean isJapaneseOrChinese(int c) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA;
    }

    private static boolean isCursive(int c) {
        return c >= 0 && Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
