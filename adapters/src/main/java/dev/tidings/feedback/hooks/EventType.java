package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Fate;
import java.util.Locale;

/// What happened, in the words that django-anymail made usual for all providers.
public enum EventType {
    /// The provider took the mail.
    QUEUED(Fate.OTHER),
    /// The provider sent it.
    SENT(Fate.OTHER),
    /// The provider did not send it: a list of its own, a rule, an address that is none.
    REJECTED(Fate.FAILED),
    /// The provider could not send it.
    FAILED(Fate.FAILED),
    BOUNCED(Fate.FAILED),
    /// It is late, and still being tried.
    DEFERRED(Fate.DELAYED),
    DELIVERED(Fate.DELIVERED),
    /// A machine answered it.
    AUTORESPONDED(Fate.ANSWERED),
    OPENED(Fate.OTHER),
    CLICKED(Fate.OTHER),
    COMPLAINED(Fate.COMPLAINED),
    UNSUBSCRIBED(Fate.UNSUBSCRIBED),
    SUBSCRIBED(Fate.OTHER),
    /// Mail came in; nothing of ours.
    INBOUND(Fate.OTHER),
    INBOUND_FAILED(Fate.OTHER),
    UNKNOWN(Fate.OTHER);

    private final Fate fate;

    EventType(Fate fate) {
        this.fate = fate;
    }

    /// What that usually means for the mail.
    Fate fate() {
        return fate;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
