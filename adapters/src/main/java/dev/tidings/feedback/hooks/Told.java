package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
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

    /// @param event   the event's own; empty where a provider gives none
    /// @param message the provider's own for the mail; ours only where it takes the Message-ID for that
    public record Names(Optional<String> event, Optional<String> message) {}

    /// @param reason of a failure or a complaint
    record Meaning(Fate fate, Reason reason, Diagnosis diagnosis, Clues clues) {}

    /// What became of the mail.
    public Fate fate() {
        return meaning.fate;
    }

    /// Why it failed, or why its reader complained.
    public Reason reason() {
        return meaning.reason;
    }

    /// The server's words, in one line.
    public Optional<String> said() {
        return Optional.of(meaning.diagnosis.said()).filter(words -> !words.isEmpty());
    }

    static Told of(EventType type, Facts raw) {
        Reason reason = type == EventType.COMPLAINED ? Reason.FEEDBACK : Reason.UNDEFINED;
        return new Told(
                type,
                Optional.empty(),
                Optional.empty(),
                new Names(Optional.empty(), Optional.empty()),
                Optional.empty(),
                new Meaning(type.fate(), reason, Diagnosis.NONE, Clues.NONE),
                raw);
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
