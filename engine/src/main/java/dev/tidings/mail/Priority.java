package dev.tidings.mail;

import java.util.List;

/// How urgent a mail says it is.
public enum Priority {
    HIGH(said("1", "high", "urgent")),
    NORMAL(List.of()),
    LOW(said("5", "low", "non-urgent"));

    @SuppressWarnings("ImmutableEnumChecker") // List.of records
    private final List<Header> headers;

    Priority(List<Header> headers) {
        this.headers = headers;
    }

    /// `X-Priority` for most programs, `Importance` for Outlook and Exchange, `Priority` as RFC 2156 §5.3.6 has it.
    /// Not `X-MSMail-Priority`: spam filters count it against whoever is not Outlook.
    private static List<Header> said(String number, String importance, String word) {
        return List.of(
                new Header("X-Priority", number), new Header("Importance", importance), new Header("Priority", word));
    }

    /// What says so to one reader or another; none for what is usual.
    public List<Header> headers() {
        return headers;
    }
}
