package dev.tidings.run;

import dev.tidings.audience.Copies;
import dev.tidings.audience.Drawn;
import dev.tidings.audience.Drawn.Person;
import dev.tidings.audience.Parameters;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Roll;
import dev.tidings.audience.SourceFailure;
import dev.tidings.audience.Sources;
import dev.tidings.compose.Addressee;
import dev.tidings.compose.Composer;
import dev.tidings.compose.Composition;
import dev.tidings.deliver.Suppression;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What would be sent at an instant, to whom, and who would be left out. Uses the same rooms as the real
/// thing; records nothing and sends nothing.
public final class Rehearsal {
    private static final int PAGE = 500;

    private final Setup setup;
    private final NotToMail notToMail;

    Rehearsal(Setup setup, NotToMail notToMail) {
        this.setup = setup;
        this.notToMail = notToMail;
    }

    /// For a workspace that nobody runs.
    public static Rehearsal of(Workspace workspace, Sources sources, Composer composer, NotToMail notToMail) {
        return new Rehearsal(new Setup(workspace, sources, composer), notToMail);
    }

    /// Whom a plan leaves out, as the ledger knows it.
    @FunctionalInterface
    public interface NotToMail {
        NotToMail NOBODY = (_, _) -> Map.of();

        /// @return by [Suppression#key(Address)]
        Map<String, Suppression> among(String notification, Collection<Address> addresses);
    }

    /// One line of a plan.
    public sealed interface Line {
        /// @param at     when it would set out
        /// @param copies who would get a copy of it; nobody where there is no mail
        record Mail(Recipient recipient, Instant at, Composition composition, List<Recipient> copies) implements Line {}

        record Suppressed(Recipient recipient, Suppression suppression) implements Line {}

        record LeftOut(String key, String text, String why) implements Line {}
    }

    /// @param lines      the first of them, at most as many as were asked for
    /// @param mails      how many would be written to, all told
    /// @param copies     how many copies of their mails would be sent besides, as far as it is known that there are
    ///                   mails
    /// @param suppressed how many must not be mailed
    /// @param leftOut    how many rows make no recipient, and how many copies nobody can be sent
    public record Plan(
            Occurrence occurrence, List<Line> lines, long mails, long copies, long suppressed, long leftOut) {}

    /// Draws the whole audience and composes the first `most` mails.
    public Plan plan(Notification notification, Instant due, int most) throws SourceFailure {
        Planning planning = new Planning(notification, occurrence(notification, due), most);
        try (Roll roll = roll(notification, planning.occurrence)) {
            for (List<Drawn> page = roll.next(PAGE); !page.isEmpty(); page = roll.next(PAGE)) {
                planning.add(page);
            }
            roll.unreadable().forEach(record -> planning.leaveOut(record, "", record));
        }
        return planning.plan();
    }

    /// A plan as far as its audience has been drawn.
    private final class Planning {
        private final Notification notification;
        private final Occurrence occurrence;
        private final int most;
        private final List<Line> lines = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        /// Of the page at hand: their mails are made together.
        private final List<Recipient> toWrite = new ArrayList<>();
        private final Copies who;
        private long copies;
        private long suppressed;
        private long leftOut;

        private Planning(Notification notification, Occurrence occurrence, int most) {
            this.notification = notification;
            this.occurrence = occurrence;
            this.most = most;
            this.who = Copies.of(notification.deliver().correspondence());
        }

        private void add(List<Drawn> page) {
            Map<String, Suppression> barred = notToMail.among(notification.id(), addresses(page));
            for (Drawn drawn : page) {
                switch (drawn) {
                    case Person(Recipient recipient) -> {
                        if (seen.add(recipient.key())) {
                            meet(recipient, barred);
                        }
                    }
                    case Drawn.Misfit misfit -> leaveOut(misfit);
                }
            }
            List<Line.Mail> written = mails(notification, occurrence, toWrite);
            toWrite.clear();
            written.forEach(this::add);
        }

        /// Of a mail that cannot be made there are no copies either.
        private void add(Line.Mail mail) {
            boolean made = mail.composition() instanceof Composition.Composed;
            copies -= made ? 0 : mail.copies().size();
            lines.add(made ? mail : new Line.Mail(mail.recipient(), mail.at(), mail.composition(), List.of()));
        }

        private void addCopy(Drawn copy) {
            switch (copy) {
                case Person person -> copies++;
                case Drawn.Misfit misfit -> leaveOut(misfit);
            }
        }

        private void leaveOut(Drawn.Misfit misfit) {
            leaveOut(misfit.key(), misfit.text(), misfit.why());
        }

        private void meet(Recipient recipient, Map<String, Suppression> barred) {
            Optional<Suppression> suppression = Optional.ofNullable(
                    barred.get(Suppression.key(recipient.mailbox().address())));
            if (suppression.isPresent()) {
                suppressed++;
            } else {
                who.of(recipient).forEach(this::addCopy);
            }
            if (hasRoom()) {
                suppression.ifPresentOrElse(
                        why -> lines.add(new Line.Suppressed(recipient, why)), () -> toWrite.add(recipient));
            }
        }

        private boolean hasRoom() {
            return lines.size() + toWrite.size() < most;
        }

        private void leaveOut(String key, String text, String why) {
            leftOut++;
            if (hasRoom()) {
                lines.add(new Line.LeftOut(key, text, why));
            }
        }

        private Plan plan() {
            return new Plan(occurrence, List.copyOf(lines), seen.size() - suppressed, copies, suppressed, leftOut);
        }
    }

    private static List<Address> addresses(List<Drawn> page) {
        return page.stream()
                .filter(Person.class::isInstance)
                .map(drawn -> ((Person) drawn).recipient().mailbox().address())
                .toList();
    }

    private List<Line.Mail> mails(Notification notification, Occurrence occurrence, List<Recipient> people) {
        Copies copies = Copies.of(notification.deliver().correspondence());
        List<Composition> compositions = compose(notification, occurrence, people);
        List<Line.Mail> lines = new ArrayList<>();
        for (int each = 0; each < people.size(); each++) {
            Recipient recipient = people.get(each);
            lines.add(new Line.Mail(
                    recipient,
                    at(notification, occurrence, recipient),
                    compositions.get(each),
                    copied(copies.of(recipient))));
        }
        return lines;
    }

    private static List<Recipient> copied(List<Drawn> copies) {
        return copies.stream()
                .filter(Person.class::isInstance)
                .map(each -> ((Person) each).recipient())
                .toList();
    }

    /// One person's mail.
    ///
    /// @param as the person; the first of the audience when empty
    /// @return empty when the audience does not have that person, or nobody at all
    public Optional<Line.Mail> preview(Notification notification, Optional<Address> as, Instant due)
            throws SourceFailure {
        Occurrence occurrence = occurrence(notification, due);
        try (Roll roll = roll(notification, occurrence)) {
            for (List<Drawn> page = roll.next(PAGE); !page.isEmpty(); page = roll.next(PAGE)) {
                Optional<Recipient> found = page.stream()
                        .filter(Person.class::isInstance)
                        .map(drawn -> ((Person) drawn).recipient())
                        .filter(person -> as.isEmpty()
                                || person.mailbox()
                                        .address()
                                        .key()
                                        .equals(as.get().key()))
                        .findFirst();
                if (found.isPresent()) {
                    return mails(notification, occurrence, List.of(found.get())).stream()
                            .findFirst();
                }
            }
            return Optional.empty();
        }
    }

    private Roll roll(Notification notification, Occurrence occurrence) throws SourceFailure {
        return Roll.of(notification.audience(), setup.sources(), Parameters.of(occurrence));
    }

    private List<Composition> compose(Notification notification, Occurrence occurrence, List<Recipient> people) {
        List<Addressee> addressees = people.stream()
                .map(person -> new Addressee(person, at(notification, occurrence, person)))
                .toList();
        return setup.composer().compose(notification, occurrence, addressees);
    }

    private static Instant at(Notification notification, Occurrence occurrence, Recipient recipient) {
        Duration offset = notification
                .timing()
                .map(timing -> timing.offset(notification.id(), recipient.key()))
                .orElse(Duration.ZERO);
        return occurrence.due().plus(offset);
    }

    private Occurrence occurrence(Notification notification, Instant due) {
        Stage stage = setup.workspace().settings().rehearsal().stage();
        return new Occurrence(
                0,
                new Occurrence.Key(notification.id(), due, Cause.SCHEDULE),
                stage,
                notification.revision(),
                Tidings.period(notification, due),
                due,
                Optional.empty());
    }
}
