package dev.tidings.server.api;

import dev.tidings.compose.Composition;
import dev.tidings.run.Rehearsal;
import dev.tidings.run.Rehearsal.Line;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What would be sent at an instant, to whom, and who would be left out.
///
/// @param mails      how many would be written to, all told, as far as mails were composed
/// @param suppressed how many must not be mailed
/// @param leftOut    how many could not: rows that make no recipient, and mails among `lines` that cannot be made
/// @param lines      the first of them
public record Planned(
        String notification, Instant at, String stage, long mails, long suppressed, long leftOut, List<Entry> lines) {

    /// @param address as in the row; what stood in its place, if it is none
    /// @param at      when it would set out; null for one who is left out
    /// @param subject null where there would be no mail
    /// @param size    in octets; 0 where there would be no mail
    /// @param why     why there would be no mail; null where there would be one
    /// @param suppressed whether that is since they must not be mailed
    public record Entry(
            String key,
            String address,
            Optional<Instant> at,
            Optional<String> subject,
            int size,
            Optional<String> why,
            boolean suppressed) {
        private Entry(
                String key,
                String address,
                Optional<Instant> at,
                Optional<String> subject,
                int size,
                Optional<String> why) {
            this(key, address, at, subject, size, why, false);
        }
    }

    public static Planned of(Rehearsal.Plan plan) {
        List<Entry> lines = plan.lines().stream().map(Planned::entry).toList();
        long unmade = lines.stream()
                .filter(each -> each.at().isPresent() && each.why().isPresent())
                .count();
        return new Planned(
                plan.occurrence().notification(),
                plan.occurrence().due(),
                plan.occurrence().stage().word(),
                plan.mails() - unmade,
                plan.suppressed(),
                plan.leftOut() + unmade,
                lines);
    }

    private static Entry entry(Line line) {
        return switch (line) {
            case Line.LeftOut out ->
                new Entry(out.key(), out.text(), Optional.empty(), Optional.empty(), 0, Optional.of(out.why()));
            case Line.Suppressed(var recipient, var suppression) ->
                new Entry(
                        recipient.key(),
                        recipient.mailbox().toString(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.of(suppression.why()),
                        true);
            case Line.Mail mail -> entry(mail);
        };
    }

    private static Entry entry(Line.Mail mail) {
        String key = mail.recipient().key();
        String address = mail.recipient().mailbox().toString();
        Optional<Instant> at = Optional.of(mail.at());
        return switch (mail.composition()) {
            case Composition.Composed composed ->
                new Entry(
                        key, address, at, Optional.of(composed.subject()), composed.content().length, Optional.empty());
            case Composition.Unfit unfit ->
                new Entry(key, address, at, Optional.empty(), 0, Optional.of(unfit.rule() + ": " + unfit.why()));
            case Composition.Unready unready ->
                new Entry(key, address, at, Optional.empty(), 0, Optional.of(unready.why()));
        };
    }
}
