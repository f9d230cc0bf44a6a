package dev.tidings.roadtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One SPF record, taken apart (RFC 7208 §4.6.1).
///
/// @param directives mechanisms in their order
/// @param redirect   the domain whose record goes on where nothing here matched
/// @param faults     words that are no SPF; one of them makes receivers throw the whole away
record SpfRecord(String text, List<Directive> directives, Optional<String> redirect, List<String> faults) {
    private static final Pattern DIRECTIVE = Pattern.compile(
            "([+?~-]?)(?:(all)|(include|exists):([^/ ]+)|(a|mx)(?::([^/ ]+))?((?:/\\d{1,2})?(?://\\d{1,3})?)"
                    + "|(ptr)(?::[^/ ]+)?|(ip4|ip6):([0-9A-Fa-f.:]+(?:/\\d{1,3})?))",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern MODIFIER = Pattern.compile("([A-Za-z][A-Za-z0-9._-]*)=(.*)");

    /// @param qualifier `+`, `-`, `~` or `?`
    /// @param mechanism lower-case: `all`, `include`, `a`, `mx`, `ptr`, `ip4`, `ip6`, `exists`
    /// @param value     a domain or a network; empty where the mechanism has none, and so means the record's
    ///                  own
    /// @param bits      of `a` and `mx`, as they are written: `/24//64`
    record Directive(char qualifier, String mechanism, String value, String bits) {
        /// Costs receivers one of the ten lookups they make (RFC 7208 §4.6.4).
        boolean looksUp() {
            return switch (mechanism) {
                case "include", "a", "mx", "ptr", "exists" -> true;
                default -> false;
            };
        }
    }

    static boolean isOne(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals("v=spf1") || lower.startsWith("v=spf1 ");
    }

    /// @param text [an SPF record][#isOne]
    static SpfRecord parse(String text) {
        List<Directive> directives = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        Optional<String> redirect = Optional.empty();
        for (String term : text.substring("v=spf1".length()).strip().split(" +")) {
            Matcher modifier = MODIFIER.matcher(term);
            Optional<Directive> directive = directive(term);
            if (directive.isPresent()) {
                directives.add(directive.get());
            } else if (!modifier.matches()) {
                if (!term.isEmpty()) faults.add(term);
            } else if (modifier.group(1).equalsIgnoreCase("redirect")) {
                redirect = Optional.of(modifier.group(2));
            }
        }
        return new SpfRecord(text, List.copyOf(directives), redirect, List.copyOf(faults));
    }

    private static Optional<Directive> directive(String term) {
        Matcher parts = DIRECTIVE.matcher(term);
        if (!parts.matches()) {
            return Optional.empty();
        }
        char qualifier = parts.group(1).isEmpty() ? '+' : parts.group(1).charAt(0);
        String mechanism = first(parts, 2, 3, 5, 8, 9).toLowerCase(Locale.ROOT);
        String value = first(parts, 4, 6, 10);
        boolean network = mechanism.startsWith("ip");
        if (network
                && Network.parse(value).filter(each -> fits(mechanism, each)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Directive(qualifier, mechanism, value, first(parts, 7)));
    }

    private static boolean fits(String mechanism, Network network) {
        return (network.base().getAddress().length == 4) == mechanism.equals("ip4");
    }

    private static String first(Matcher parts, int... groups) {
        for (int group : groups) {
            if (parts.group(group) != null) {
                return parts.group(group);
            }
        }
        return "";
    }

    /// What it says of everybody who is not named.
    Optional<Directive> all() {
        return directives.stream()
                .filter(each -> each.mechanism().equals("all"))
                .findFirst();
    }
}
