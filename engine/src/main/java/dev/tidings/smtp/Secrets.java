package dev.tidings.smtp;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/// What was said in confidence on one connection. A server that repeats it is quoted without it, so that it
/// reaches no page, log or ledger.
final class Secrets {
    private final Set<String> known = new HashSet<>();

    void add(String secret) {
        if (!secret.isEmpty()) {
            known.add(secret);
            known.add(Display.clean(secret));
        }
    }

    /// The longest first: one may be part of another.
    Reply hidden(Reply reply) {
        if (known.isEmpty()) {
            return reply;
        }
        String text = reply.text();
        for (String each : known.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            text = text.replace(each, "…");
        }
        return text.equals(reply.text()) ? reply : new Reply(reply.code(), reply.enhanced(), text);
    }
}
