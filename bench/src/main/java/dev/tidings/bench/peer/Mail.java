package dev.tidings.bench.peer;

/// What one person is to get.
public record Mail(Person to, String subject, String html, String text) {
    public static final String FROM = "reports@example.com";
    public static final String FROM_NAME = "Reports";
}
