package dev.tidings.notification;

import dev.tidings.mail.Header;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A header field of the author's own, such as `X-Ticket`; never one that has its place elsewhere.
///
/// @param text its value, or template text that gives one
public record HeaderText(String name, String text) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,76}");
    private static final Pattern TEMPLATE = Pattern.compile("\\{[{%#]");

    /// Written by other keys: lower-case name → key.
    private static final Map<String, String> OTHER_KEYS = Map.ofEntries(
            Map.entry("from", "from"),
            Map.entry("reply-to", "reply-to"),
            Map.entry("to", "audience"),
            Map.entry("cc", "cc"),
            Map.entry("bcc", "bcc"),
            Map.entry("subject", "subject"),
            Map.entry("x-priority", "priority"),
            Map.entry("importance", "priority"),
            Map.entry("priority", "priority"),
            Map.entry("x-msmail-priority", "priority"),
            Map.entry("list-id", "list-id"),
            Map.entry("list-unsubscribe", "unsubscribe"),
            Map.entry("list-unsubscribe-post", "unsubscribe"),
            Map.entry("feedback-id", "feedback-id"));

    /// Besides those that no [Header] may have: what we write ourselves, and what servers write and go by.
    private static final Set<String> TAKEN = Set.of(
            "sender",
            "auto-submitted",
            "x-auto-response-suppress",
            "delivered-to",
            "authentication-results",
            "received-spf");

    private static final Set<String> TAKEN_FAMILIES = Set.of("mime-", "x-tidings-", "list-unsubscribe");

    public HeaderText {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a header's name is letters, digits and dashes, at most 76");
        }
        keyFor(name).ifPresent(key -> {
            throw new IllegalArgumentException("the header %s is written by the key \"%s\"".formatted(name, key));
        });
        String lower = name.toLowerCase(Locale.ROOT);
        if (TAKEN.contains(lower) || TAKEN_FAMILIES.stream().anyMatch(lower::startsWith)) {
            throw new IllegalArgumentException("the header %s cannot be set by hand".formatted(name));
        }
        new Header(name, isTemplate(text) ? "x" : text);
    }

    /// The key of `deliver` that writes a header; empty for those that no key writes.
    public static Optional<String> keyFor(String header) {
        return Optional.ofNullable(OTHER_KEYS.get(header.toLowerCase(Locale.ROOT)));
    }

    /// Whether its value may differ from mail to mail.
    public boolean isTemplate() {
        return isTemplate(text);
    }

    private static boolean isTemplate(String text) {
        return TEMPLATE.matcher(text).find();
    }
}
