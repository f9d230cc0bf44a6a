package dev.tidings.notification;

/// A password, key or token. Shows nothing of itself.
public record Secret(String value) {
    public Secret {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret is empty");
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
