package dev.tidings.server.answer;

import dev.tidings.mail.Address;
import dev.tidings.mail.MalformedAddress;
import java.net.IDN;

/// What stands where an address should stand, for people.
public final class Addressed {
    private Addressed() {}

    /// Whether it is an address.
    static boolean is(String text) {
        try {
            Address.parse(text);
            return true;
        } catch (MalformedAddress mistake) {
            return false;
        }
    }

    /// An internationalised domain in its own letters: `info@bücher.example`, not `info@xn--bcher-kva.example`.
    public static String shown(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 || !address.regionMatches(true, at + 1, "xn--", 0, 4) && !address.contains(".xn--")
                ? address
                : address.substring(0, at + 1) + unicode(address.substring(at + 1));
    }

    /// Only where it comes back as it was; else it could be read as another's.
    private static String unicode(String domain) {
        String shown = IDN.toUnicode(domain);
        try {
            return IDN.toASCII(shown).equalsIgnoreCase(domain) ? shown : domain;
        } catch (IllegalArgumentException strange) {
            return domain;
        }
    }
}
