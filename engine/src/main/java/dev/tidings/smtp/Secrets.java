package dev.tidings.smtp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What was said in confidence on one connection. A server that repeats it is quoted without it, so that it
/// reaches no page, log or ledger.
///
/// One that repeats only the beginning of a long one, or breaks it into lines, has said enough: a few octets of
/// Base64 are a few octets of a password.
public final class Secrets {
    /// So much of a secret gives it away, where it is at least twice as long.
    private static final int BEGINNING = 8;

    /// The longest first: one may be part of another. Every reply is held against all of them.
    private final List<String> known = new ArrayList<>();

    public void add(String secret) {
        String clean = Display.clean(secret);
        for (String each : List.of(secret, clean, clean.strip())) {
            if (!each.isEmpty() && !known.contains(each)) {
                known.add(each);
                known.sort(Comparator.comparingInt(String::length).reversed());
            }
        }
    }

    Reply hidden(Reply reply) {
        String text = hidden(reply.text());
        return text.equals(reply.text()) ? reply : new Reply(reply.code(), reply.enhanced(), text);
    }

    public String hidden(String said) {
        String text = said;
        for (String each : known) {
            text = text.replace(each, "…");
        }
        for (String each : known) {
            if (each.length() >= 2 * BEGINNING) text = withoutBeginning(text, each);
        }
        return text;
    }

    private static String withoutBeginning(String said, String secret) {
        String beginning = secret.substring(0, BEGINNING);
        String text = said;
        for (int at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
            text = text.substring(0, at) + "…" + text.substring(end(text, at, secret));
        }
        return text;
    }

    /// Where a text goes on behind what it says of a secret from a place on.
    private static int end(String text, int at, String secret) {
        int end = at;
        for (int said = 0; end < text.length() && said < secret.length(); end++) {
            if (text.charAt(end) == secret.charAt(said)) said++;
            else if (text.charAt(end) != '\n') break;
        }
        return end;
    }
}
