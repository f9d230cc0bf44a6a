package dev.tidings.server.api;

import dev.tidings.compose.Composition;
import dev.tidings.run.Rehearsal;
import dev.tidings.run.Rehearsal.Line;
import dev.tidings.server.answer.InWords;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What would be sent at an instant, to whom, and who would be left out.
///
/// @param mails      how many would be written to, all told, as far as mails were composed
/// @param copies     how many copies of their mails would be sent besides
/// @param suppressed how many must not be mailed
/// @param leftOut    how many could not: rows that make no recipient, and mails among `lines` that cannot be made
/// @param lines      the first of them
public record Planned(
        String notification,
        Instant at,
        String stage,
        long mails,
        long copies,
        long suppressed,
        long leftOut,
        List<Entry> lines) {

    /// @param address as in the row; what stood in its place, if it is none
    /// @param at      when it would set out; null for one who is left out
    /// @param subject null where there would be no mail
    /// @param size    in octets; 0 where there would be no mail
    /// @param why     why there would be no mail; null where there would be one
    /// @param copies  who would get a copy: `cc boss@example.com`
    /// @param suppressed whether that is since they must not be mailed
    public record Entry(
            String key,
            String address,
            Optional<Instant> at,
            Optional<String> subject,
            int size,
            Optional<String> why,
            List<String> copies,
            boolean suppressed) {
        /// Of somebody who gets no mail.
        private Entry(String key, String address, String why, boolean suppressed) {
            this(key, address, Optional.empty(), Optional.empty(), 0, Optional.of(why), List.of(), suppressed);
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
                plan.copies(),
                plan.suppressed(),
                plan.leftOut() + unmade,
                lines);
    }

    private static Entry entry(Line line) {
        return switch (line) {
            case Line.LeftOut out -> new Entry(out.key(), out.text(), out.why(), false);
            case Line.Suppressed(var recipient, var suppression) ->
                new Entry(recipient.key(), recipient.mailbox().toString(), suppression.why(), true);
            case Line.Mail mail -> entry(mail);
        };
    }

    private static Entry entry(Line.Mail mail) {
        String key = mail.recipient().key();
        String address = mail.recipient().mailbox().toString();
        Optional<Instant> at = Optional.of(mail.at());
        List<String> copies = InWords.copies(mail);
        return switch (mail.composition()) {
            case Composition.Composed composed ->
                new Entry(
                        key,
                        address,
                        at,
                        Optional.of(composed.subject()),
                        composed.content().length,
                        Optional.empty(),
                        copies,
                        false);
            case Composition.Unfit unfit -> unmade(key, address, at, unfit.rule() + ": " + unfit.why(), copies);
            case Composition.Unready unready -> unmade(key, address, at, unready.why(), copies);
        };
    }

    private static Entry unmade(String key, String address, Optional<Instant> at, String why, List<String> copies) {
        return new Entry(key, address, at, Optional.empty(), 0, Optional.of(why), copies, false);
    }
}
