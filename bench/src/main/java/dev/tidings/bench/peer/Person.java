package dev.tidings.bench.peer;

import java.util.Map;

/// A row of the audience.
public record Person(int id, String name, String email, int balance, int logins) {
    public Map<String, Object> values() {
        return Map.of("name", name, "email", email, "balance", balance, "logins", logins);
    }
}
