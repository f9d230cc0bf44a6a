package dev.tidings.mail;

import java.util.Locale;
import java.util.Set;

/// One more header field, such as `Auto-Submitted: auto-generated`. Fields that a message has a place of its
/// own for (From, Subject …) and those that others write (Received, DKIM-Signature …) are refused.
///
/// An ASCII value goes out as it stands; any other, and one that looks like encoded words, as encoded words (RFC
/// 2047).
///
/// @param name  1–76 octets, printable ASCII without a colon (RFC 5322 §3.6.8)
/// @param value 1–900 octets of UTF-8 without control characters; outer spaces are dropped
public record Header(String name, String value) {
    /// Its value is a title and an id in brackets, and the id is never encoded (RFC 2919 §3).
    public static final String LIST_ID = "List-Id";

    private static final int NAME_OCTETS_MAX = 76;
    private static final int VALUE_OCTETS_MAX = 900; // with its name it fits on one line of 998 octets

    private static final Set<String> TAKEN = Set.of(
            "from",
            "to",
            "cc",
            "bcc",
            "reply-to",
            "subject",
            "date",
            "message-id",
            "mime-version",
            "received",
            "return-path",
            "dkim-signature");
    private static final Set<String> TAKEN_FAMILIES = Set.of("content-", "resent-", "arc-");

    public Header {
        Text.requireOctets("the header's name", name, 1, NAME_OCTETS_MAX);
        if (!name.chars().allMatch(Grammar::isFieldName)) {
            throw new IllegalArgumentException("a header's name is printable ASCII without a colon");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (TAKEN.contains(lower) || TAKEN_FAMILIES.stream().anyMatch(lower::startsWith)) {
            throw new IllegalArgumentException("the header %s cannot be set by hand".formatted(name));
        }
        Text.requirePrintable("the header " + name, value);
        value = value.strip();
        Text.requireOctets("the header " + name, value, 1, VALUE_OCTETS_MAX);
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
