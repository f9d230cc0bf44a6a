package dev.tidings.mail;

import java.text.Normalizer;
import java.util.Locale;

/// What stands behind the `@`: a domain name, kept as the lower-case ASCII that DNS and SMTP see.
///
/// Internationalised names go through UTS 46, non-transitional: `faß.example` stays another domain than
/// `fass.example` (`java.net.IDN` would send one's mail to the other). The mapping is NFKC and lower case;
/// characters that UTS 46 would silently drop (soft hyphen, zero-width space) are refused instead.
final class Domain {
    private static final int OCTETS_MAX = 255;
    private static final int IDEOGRAPHIC_FULL_STOP = 0x3002;

    private Domain() {}

    static String canonical(String spelled) {
        if (spelled.isEmpty()) throw new MalformedAddress("nothing stands behind the @");
        if (spelled.startsWith("["))
            throw new MalformedAddress("a domain is needed behind the @, not a literal address");
        String mapped = Grammar.isAscii(spelled) ? lowerCase(spelled) : mapped(spelled);
        StringBuilder domain = new StringBuilder(mapped.length());
        String top = "";
        for (String label : mapped.split("\\.", -1)) {
            top = Label.toAscii(label);
            domain.append(domain.isEmpty() ? "" : ".").append(top);
        }
        requireTopLevel(top, domain.length() == top.length());
        requireOctets(domain);
        return domain.toString();
    }

    private static String mapped(String spelled) {
        String compatible = Normalizer.normalize(spelled, Normalizer.Form.NFKC);
        StringBuilder lower = new StringBuilder(compatible.length());
        for (int i = 0, c; i < compatible.length(); i += Character.charCount(c)) {
            c = compatible.codePointAt(i);
            if (c == IDEOGRAPHIC_FULL_STOP) lower.append('.');
            else if (c == 'İ') lower.append("i\u0307");
            else lower.appendCodePoint(Character.toLowerCase(c));
        }
        return Normalizer.normalize(lower, Normalizer.Form.NFKC);
    }

    /// Not `String.toLowerCase`, which has ideas about Σ at a word's end; here one letter is mapped at a
    /// time.
    private static String lowerCase(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (ascii.charAt(i) >= 'A' && ascii.charAt(i) <= 'Z') return ascii.toLowerCase(Locale.ROOT);
        }
        return ascii;
    }

    /// A top-level domain is letters, or an A-label (RFC 3696 §2): this catches bare IPv4 addresses and slips
    /// like `example.com2`. A name without a dot (`localhost`, `mailhost2`) is for the operator's own
    /// network.
    private static void requireTopLevel(String top, boolean alone) {
        boolean letters = top.chars().allMatch(Grammar::isLetter);
        boolean named = alone && top.chars().anyMatch(Grammar::isLetter);
        if (!letters && !named && !Label.isALabel(top)) {
            throw new MalformedAddress("\"%s\" is not a top-level domain".formatted(top));
        }
    }

    private static void requireOctets(CharSequence domain) {
        if (domain.length() > OCTETS_MAX) {
            throw new MalformedAddress(
                    "the domain has %d octets; at most %d are allowed".formatted(domain.length(), OCTETS_MAX));
        }
    }
}
