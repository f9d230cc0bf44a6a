package dev.tidings.smtp;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What was said in confidence on one connection. A server that repeats it is quoted without it, so that it
/// reaches no page, log or ledger.
final class Secrets {
    /// The longest first: one may be part of another. Every reply is held against all of them.
    private final List<String> known = new ArrayList<>();

    void add(String secret) {
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

    String hidden(String said) {
        String text = said;
        for (String each : known) {
            text = text.replace(each, "…");
        }
        return text;
    }
}
