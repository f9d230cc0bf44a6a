package dev.tidings.deliver;

import java.util.Locale;

/// What is wrong with a road.
public enum Trouble {
    /// No conversation: name not found, connection refused or timed out, no greeting, broken off.
    CONNECTION,
    /// No trusted encryption, though it is required.
    TLS,
    /// User or password refused. Nobody tries again until the settings change or a person says so.
    SIGN_IN,
    /// The server asks for fewer mails or fewer connections.
    THROTTLED,
    /// The account's share of an hour, a day or a month is used up.
    QUOTA,
    /// The account can send nothing until somebody sets it right: its mailbox is full, say, or it is blocked.
    ACCOUNT,
    /// The server answers, but not as a mail server should, or not now.
    SERVER;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
