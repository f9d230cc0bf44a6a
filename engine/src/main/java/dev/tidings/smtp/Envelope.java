package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

/// Who a message is from and for, as MAIL and RCPT say it; the headers are another matter.
///
/// Addresses are taken as they are, `local@domain` without angle brackets. What could end a command line
/// cannot get in; what servers read in different ways (a space or bracket, which only a quoted local part may
/// hold) gets in and is answered by [Handover.Unfit], so that every address of good form can be asked about.
///
/// @param from where failure notices go; empty is the null sender `<>` (RFC 5321 §4.5.5)
/// @param to   1–100 recipients (RFC 5321 §4.5.3.1.8)
/// @param dsn  what the sender wants to hear of it, where the server takes such wishes
public record Envelope(String from, List<String> to, Optional<Dsn.Request> dsn) {
    private static final int RECIPIENTS_MAX = 100;

    /// Of a path, with its two brackets (RFC 5321 §4.5.3.1.3).
    private static final int PATH_OCTETS_MAX = 256;

    public Envelope {
        to = List.copyOf(to);
        if (to.isEmpty() || to.size() > RECIPIENTS_MAX) {
            throw new IllegalArgumentException("expected 1–" + RECIPIENTS_MAX + " recipients, got " + to.size());
        }
        requireSafe(from);
        for (String recipient : to) {
            if (recipient.isEmpty()) {
                throw new IllegalArgumentException("a recipient's address is empty");
            }
            requireSafe(recipient);
        }
    }

    public Envelope(String from, List<String> to) {
        this(from, to, Optional.empty());
    }

    public Envelope(String from, String to) {
        this(from, List.of(to));
    }

    /// Whether an address can be said only where SMTPUTF8 is offered (RFC 6531).
    boolean isInternational() {
        return isInternational(from) || to.stream().anyMatch(Envelope::isInternational);
    }

    private static boolean isInternational(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (address.charAt(i) > 0x7E) {
                return true;
            }
        }
        return false;
    }

    /// As nearly every address is: nothing in it needs a closer look.
    private static boolean isPlain(String address) {
        for (int i = 0; i < address.length(); i++) {
            char c = address.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '<' || c == '>') {
                return false;
            }
        }
        return address.length() <= PATH_OCTETS_MAX - 2;
    }

    /// Whether an address holds something that a careless server could take for the end of it.
    boolean isAmbiguous() {
        return isAmbiguous(from) || to.stream().anyMatch(Envelope::isAmbiguous);
    }

    private static boolean isAmbiguous(String address) {
        return !isPlain(address)
                && address.codePoints().anyMatch(c -> switch (Character.getType(c)) {
                    case Character.SPACE_SEPARATOR, Character.FORMAT, Character.UNASSIGNED -> true;
                    default -> c == '<' || c == '>';
                });
    }

    private static void requireSafe(String address) {
        if (isPlain(address)) {
            return;
        }
        if (!address.codePoints().allMatch(Envelope::isSafe)) {
            throw new IllegalArgumentException(
                    "an envelope address with a control character or line end: " + Display.clean(address));
        }
        if (address.getBytes(UTF_8).length > PATH_OCTETS_MAX - 2) {
            throw new IllegalArgumentException("an envelope address of more than 254 octets");
        }
    }

    private static boolean isSafe(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
