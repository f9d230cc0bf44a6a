package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report.Kind;
import java.time.Instant;
import java.util.Optional;

/// One event, as a provider tells it of one recipient.
///
/// @param reject    as roughly as all providers say it
/// @param recipient as written there
/// @param names     by what the provider knows the event and the mail
/// @param at        when it came about, as far as that is told
/// @param meaning   what we make of it
/// @param raw       as it came
public record Told(
        EventType type,
        Optional<RejectReason> reject,
        Optional<String> recipient,
        Names names,
        Optional<Instant> at,
        Meaning meaning,
        Facts raw) {
    private static final int RECIPIENT_MAX = 320;

    /// @param event   the event's own; empty where a provider gives none
    /// @param message the provider's own for the mail; ours only where it takes the Message-ID for that
    public record Names(Optional<String> event, Optional<String> message) {}

    /// @param reason of a failure or a complaint
    record Meaning(Fate fate, Reason reason, Diagnosis diagnosis, Clues clues) {}

    /// What kind of report that is.
    public Kind kind() {
        return switch (meaning.fate) {
            case FAILED, DELAYED -> Kind.BOUNCE;
            case DELIVERED, RELAYED, EXPANDED -> Kind.STATUS;
            case COMPLAINED -> Kind.COMPLAINT;
            case ANSWERED -> Kind.AUTO_REPLY;
            case UNSUBSCRIBED, OTHER -> Kind.OTHER;
        };
    }

    /// What is told of the recipient.
    public Notice notice() {
        return new Notice(
                Facts.line(recipient, RECIPIENT_MAX),
                meaning.fate,
                meaning.reason,
                meaning.diagnosis.status(),
                meaning.diagnosis.code(),
                meaning.diagnosis.said());
    }

    /// Which mail it is about.
    public Clues clues() {
        return meaning.clues;
    }

    static Told of(EventType type, Facts raw) {
        return new Told(
                type,
                Optional.empty(),
                Optional.empty(),
                new Names(Optional.empty(), Optional.empty()),
                Optional.empty(),
                new Meaning(type.fate(), usual(type.fate()), Diagnosis.NONE, Clues.NONE),
                raw);
    }

    private static Reason usual(Fate fate) {
        return switch (fate) {
            case COMPLAINED -> Reason.FEEDBACK;
            case ANSWERED -> Reason.VACATION;
            case DELIVERED -> Reason.DELIVERED;
            case FAILED, DELAYED, RELAYED, EXPANDED, UNSUBSCRIBED, OTHER -> Reason.UNDEFINED;
        };
    }

    Told to(Optional<String> whom) {
        return new Told(type, reject, whom, names, at, meaning, raw);
    }

    Told named(Optional<String> event, Optional<String> message) {
        return new Told(type, reject, recipient, new Names(event, message), at, meaning, raw);
    }

    Told at(Optional<Instant> when) {
        return new Told(type, reject, recipient, names, when, meaning, raw);
    }

    Told rejected(Optional<RejectReason> why) {
        return new Told(type, why, recipient, names, at, meaning, raw);
    }

    Told meaning(Fate fate, Reason reason) {
        return new Told(
                type, reject, recipient, names, at, new Meaning(fate, reason, meaning.diagnosis, meaning.clues), raw);
    }

    /// The reason, where it failed; otherwise it changes nothing.
    Told because(Reason reason) {
        return meaning.fate == Fate.FAILED ? meaning(Fate.FAILED, reason) : this;
    }

    Told said(Diagnosis diagnosis) {
        return new Told(
                type,
                reject,
                recipient,
                names,
                at,
                new Meaning(meaning.fate, meaning.reason, diagnosis, meaning.clues),
                raw);
    }

    Told clues(Clues clues) {
        return new Told(
                type,
                reject,
                recipient,
                names,
                at,
                new Meaning(meaning.fate, meaning.reason, meaning.diagnosis, clues),
                raw);
    }
}
