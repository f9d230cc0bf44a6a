package dev.tidings.feedback.hooks;

import dev.tidings.mail.Sha256;
import java.util.LinkedHashMap;
import java.util.Map;

/// With which body a token came first. Only genuine tokens get here, so nobody can have one forgotten by sending many.
final class Tokens {
    private static final int MOST = 100_000;

    private final Map<String, String> bodies = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /// Whether it came with this body, or with none before.
    synchronized boolean isFor(String token, byte[] body) {
        String hash = Sha256.hex(body);
        return bodies.computeIfAbsent(token, _ -> hash).equals(hash);
    }
}
