package dev.tidings.audience;

import dev.tidings.audience.CopyOf.Kind;
import dev.tidings.audience.Drawn.Misfit;
import dev.tidings.audience.Drawn.Person;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Correspondence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Who gets a copy of each person's mail.
///
/// Nobody gets the same mail twice: who is named twice, or is the person, is left out. Where the columns of a row
/// give no address there is no copy; where they give something that is none, that is on record.
public final class Copies {
    private final List<Written> cc;
    private final List<Written> bcc;

    private Copies(List<Written> cc, List<Written> bcc) {
        this.cc = cc;
        this.bcc = bcc;
    }

    /// @throws IllegalArgumentException when a mailbox of them cannot be read
    public static Copies of(Correspondence correspondence) {
        return new Copies(
                correspondence.cc().stream().map(to -> Written.of(Kind.CC, to)).toList(),
                correspondence.bcc().stream()
                        .map(to -> Written.of(Kind.BCC, to))
                        .toList());
    }

    /// Whom this person's mail names as getting a copy.
    public List<Mailbox> named(Recipient person) {
        if (cc.isEmpty()) return List.of();
        List<Mailbox> named = new ArrayList<>(cc.size());
        for (Drawn each : drawn(cc, person, seen(person))) {
            if (each instanceof Person(Recipient copied)) named.add(copied.mailbox());
        }
        return named;
    }

    /// Whoever gets a copy of this person's mail.
    public List<Drawn> of(Recipient person) {
        if (cc.isEmpty() && bcc.isEmpty()) return List.of();
        Set<String> seen = seen(person);
        List<Drawn> copies = drawn(cc, person, seen);
        copies.addAll(drawn(bcc, person, seen));
        return copies;
    }

    private static Set<String> seen(Recipient person) {
        return new HashSet<>(Set.of(person.person().address().key()));
    }

    private static List<Drawn> drawn(List<Written> written, Recipient person, Set<String> seen) {
        List<Drawn> drawn = new ArrayList<>();
        for (Written each : written) {
            each.read.apply(person.row()).ifPresent(found -> {
                switch (found) {
                    case Found.At(Mailbox to) -> {
                        if (seen.add(to.address().key())) drawn.add(new Person(person.copied(each.kind, to)));
                    }
                    case Found.Nowhere(Misfit misfit) -> drawn.add(misfit(misfit, each.kind, person));
                }
            });
        }
        return drawn;
    }

    private static Misfit misfit(Misfit misfit, Kind kind, Recipient person) {
        String key =
                "%s, %s %s".formatted(person.key(), kind.word(), misfit.text()).strip();
        return new Misfit(key, misfit.text(), misfit.why(), misfit.row());
    }

    /// One of them as the notification has it, and whom it means for a row.
    private record Written(Kind kind, Function<Row, Optional<Found>> read) {

        static Written of(Kind kind, String mailbox) {
            if (!mailbox.contains("{{")) {
                Optional<Found> always = Optional.of(new Found.At(Mailbox.parse(mailbox)));
                return new Written(kind, _ -> always);
            }
            Reading reading = new Reading(kind.word(), mailbox);
            return new Written(
                    kind, row -> reading.isBlankIn(row) ? Optional.empty() : Optional.of(found(reading, row)));
        }

        private static Found found(Reading reading, Row row) {
            return switch (reading.read(row, 0)) {
                case Person(Recipient someone) -> new Found.At(someone.mailbox());
                case Misfit misfit -> new Found.Nowhere(misfit);
            };
        }
    }

    private sealed interface Found {
        record At(Mailbox to) implements Found {}

        record Nowhere(Misfit misfit) implements Found {}
    }
}
