package dev.tidings.feedback;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Why a mail came back, in the words of Sisimai, and what that is about.
public enum Reason {
    USERUNKNOWN(Concern.ADDRESS),
    HOSTUNKNOWN(Concern.ADDRESS),
    HASMOVED(Concern.ADDRESS),
    NOTACCEPT(Concern.ADDRESS),

    MAILBOXFULL(Concern.MAILBOX),
    SUSPEND(Concern.MAILBOX),
    FILTERED(Concern.MAILBOX),
    EXCEEDLIMIT(Concern.MAILBOX),

    AUTHFAILURE(Concern.SENDER),
    BADREPUTATION(Concern.SENDER),
    BLOCKED(Concern.SENDER),
    CONTENTERROR(Concern.SENDER),
    EMAILTOOLARGE(Concern.SENDER),
    FAILEDSTARTTLS(Concern.SENDER),
    NORELAYING(Concern.SENDER),
    NOTCOMPLIANTRFC(Concern.SENDER),
    POLICYVIOLATION(Concern.SENDER),
    REJECTED(Concern.SENDER),
    REQUIREPTR(Concern.SENDER),
    SECURITYERROR(Concern.SENDER),
    SPAMDETECTED(Concern.SENDER),
    SUPPRESSED(Concern.SENDER),
    SYNTAXERROR(Concern.SENDER),
    VIRUSDETECTED(Concern.SENDER),

    EXPIRED(Concern.MOMENT),
    MAILERERROR(Concern.MOMENT),
    NETWORKERROR(Concern.MOMENT),
    ONHOLD(Concern.MOMENT),
    RATELIMITED(Concern.MOMENT),
    SYSTEMERROR(Concern.MOMENT),
    SYSTEMFULL(Concern.MOMENT),
    UNDEFINED(Concern.MOMENT),

    /// A reader told their provider that it is spam.
    FEEDBACK(Concern.COMPLAINT),
    /// Somebody is away, and a machine says so.
    VACATION(Concern.NOTHING),
    DELIVERED(Concern.NOTHING);

    private final Concern concern;

    Reason(Concern concern) {
        this.concern = concern;
    }

    /// What a reason is about, and so who can do something about it.
    public enum Concern {
        /// Nobody will ever be reached there.
        ADDRESS,
        /// Somebody is there who may not be reached for a while.
        MAILBOX,
        /// What we send, or where from: the recipient can do nothing about it.
        SENDER,
        /// A server was not well.
        MOMENT,
        COMPLAINT,
        NOTHING
    }

    public Concern concern() {
        return concern;
    }

    /// Whether it fails for good, as Sisimai tells hard bounces from soft ones; of what is no failure, neither.
    public boolean isHard() {
        return concern == Concern.ADDRESS;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Empty when there is no such reason.
    public static Optional<Reason> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
