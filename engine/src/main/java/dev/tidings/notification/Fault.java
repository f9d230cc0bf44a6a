package dev.tidings.notification;

import java.util.Locale;

/// What a message was refused for. Only a fault of the recipient's says anything about their address.
public enum Fault {
    /// The address: it does not exist, or takes no mail.
    RECIPIENT,
    /// The sender, or how the account is set up.
    SENDER,
    /// What the message says, or what the service thinks of it.
    POLICY,
    /// The reply does not say, as far as we know.
    UNSAID;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
