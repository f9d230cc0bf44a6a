package dev.tidings.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Optional;

/// Text within an address (RFC 3986 §2.1): octets of UTF-8 as `%` and two digits. A `+` is a plus.
public final class PercentEncoding {
    private static final char UNREADABLE = '\ufffd';

    private PercentEncoding() {}

    public static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    /// Nothing where the octets are no text.
    ///
    /// @param text in which each % has its two digits
    static Optional<String> decoded(String text) {
        String decoded = URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
        boolean isUnreadable = decoded.indexOf(UNREADABLE) >= 0 && text.indexOf(UNREADABLE) < 0;
        return isUnreadable ? Optional.empty() : Optional.of(decoded);
    }
}
