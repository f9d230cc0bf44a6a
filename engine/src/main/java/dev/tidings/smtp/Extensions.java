package dev.tidings.smtp;

import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What a server offered to EHLO: keywords, in capitals, with their parameters (RFC 5321 §4.1.1.1).
public record Extensions(Map<String, String> offered) {
    /// After HELO: none.
    static final Extensions NONE = new Extensions(Map.of());

    private static final Pattern GAP = Pattern.compile("[ =]+");
    private static final Pattern SIZE = Pattern.compile("\\d{1,18}");

    public Extensions {
        offered = Map.copyOf(offered);
    }

    /// Reads every line but the first, which is the server's name.
    public static Extensions of(Reply ehlo) {
        Map<String, String> offered = new TreeMap<>();
        ehlo.text().lines().skip(1).forEach(line -> {
            // "AUTH=LOGIN" is how servers older than RFC 2554 say it; some say it both ways
            String[] parts = GAP.split(line.strip().toUpperCase(Locale.ROOT), 2);
            offered.merge(parts[0], parts.length > 1 ? parts[1] : "", (one, other) -> (one + " " + other).strip());
        });
        return new Extensions(offered);
    }

    public boolean starttls() {
        return offered.containsKey("STARTTLS");
    }

    public boolean pipelining() {
        return offered.containsKey("PIPELINING");
    }

    public boolean eightBitMime() {
        return offered.containsKey("8BITMIME");
    }

    public boolean smtpUtf8() {
        return offered.containsKey("SMTPUTF8");
    }

    public boolean chunking() {
        return offered.containsKey("CHUNKING");
    }

    public boolean dsn() {
        return offered.containsKey("DSN");
    }

    public boolean size() {
        return offered.containsKey("SIZE");
    }

    /// The largest message taken, in octets; empty when there is no fixed limit (RFC 1870 §4).
    public OptionalLong sizeMax() {
        String octets = offered.getOrDefault("SIZE", "");
        long max = SIZE.matcher(octets).matches() ? Long.parseLong(octets) : 0;
        return max == 0 ? OptionalLong.empty() : OptionalLong.of(max);
    }

    public Set<String> authMechanisms() {
        String mechanisms = offered.getOrDefault("AUTH", "");
        return mechanisms.isEmpty() ? Collections.emptySet() : Set.copyOf(Arrays.asList(GAP.split(mechanisms)));
    }
}
