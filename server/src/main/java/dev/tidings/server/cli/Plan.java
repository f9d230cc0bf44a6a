package dev.tidings.server.cli;

import dev.tidings.audience.SourceFailure;
import dev.tidings.compose.Composition;
import dev.tidings.notification.Notification;
import dev.tidings.run.Rehearsal;
import dev.tidings.run.Rehearsal.Line;
import dev.tidings.server.Wiring;
import dev.tidings.server.answer.InWords;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `plan`: who would get what, and who would be left out.
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Say who would get what, who would be left out, and why.",
            "Asks the workspace's own sources and composes the mails; records nothing and sends nothing. Ends with 1"
                    + " when a mail that is shown cannot be made."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings plan weekly-report",
            "  tidings plan weekly-report --at last          for the week that is over",
            "  tidings plan weekly-report --at 2026-11-30T09:00 --json",
        })
final class Plan implements Callable<Integer> {
    private static final int MOST = 10_000;

    private final Surroundings around;

    @Parameters(paramLabel = "NAME", description = "A notification of the workspace.")
    String name = "";

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            defaultValue = "next",
            description = "As if it were due then: a time, or next, last or now. Default: next.")
    String at = "next";

    @Option(names = "-n", paramLabel = "N", defaultValue = "100", description = "Show so many people. Default: 100.")
    int most = 100;

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    Plan(Surroundings around) {
        this.around = around;
    }

    /// @param mails      how many would be written to, as far as mails were composed
    /// @param copies     how many copies of their mails would be sent besides
    /// @param suppressed how many must not be mailed
    /// @param leftOut    how many could not: rows that make no recipient, and mails that cannot be made
    /// @param people     the first of them
    record Planned(
            String notification,
            Instant due,
            String stage,
            long mails,
            long copies,
            long suppressed,
            long leftOut,
            List<Person> people) {}

    /// @param at      when it would set out; empty for somebody left out
    /// @param subject empty where no mail comes of it
    /// @param why     why not; empty where all is well
    /// @param copies  who would get a copy: `cc boss@example.com`
    record Person(
            String who, Optional<Instant> at, Optional<String> subject, Optional<String> why, List<String> copies) {
        /// A person who could be written to, and whose mail cannot be made.
        private boolean unmade() {
            return at.isPresent() && why.isPresent();
        }
    }

    @Override
    public Integer call() {
        if (most < 0 || most > MOST) {
            throw Stop.usage("-n is " + most, "It is 0 to " + MOST + ".");
        }
        WorkspaceOption.Noted noted = workspace.notification(name);
        Notification notification = noted.notification();
        ZoneId zone = Due.zone(noted);
        Instant due = Due.of(noted, at, around.clock());
        InForce.warn(workspace.root(), noted, answer.command.commandLine().getErr());
        try (Barred barred = Barred.of(
                        workspace,
                        noted.workspace(),
                        around.clock(),
                        answer.command.commandLine().getErr());
                Wiring.OpenRehearsal open = Wiring.rehearse(noted.workspace(), barred)) {
            Rehearsal.Plan plan = open.rehearsal().plan(notification, due, most);
            List<Person> people =
                    plan.lines().stream().map(line -> person(line, noted)).toList();
            long unmade = people.stream().filter(Person::unmade).count();
            Planned planned = new Planned(
                    name,
                    due,
                    plan.occurrence().stage().word(),
                    plan.mails() - unmade,
                    plan.copies(),
                    plan.suppressed(),
                    plan.leftOut() + unmade,
                    people);
            answer.give(planned, out -> say(planned, zone, out));
            return (unmade == 0 ? Exit.FINE : Exit.PROBLEM).code();
        } catch (SourceFailure failure) {
            throw new Stop(Exit.PROBLEM, name + ": " + failure.getMessage(), failure);
        }
    }

    private static Person person(Line line, WorkspaceOption.Noted noted) {
        return switch (line) {
            case Line.Mail mail ->
                switch (mail.composition()) {
                    case Composition.Composed composed ->
                        new Person(
                                mail.recipient().mailbox().toString(),
                                Optional.of(mail.at()),
                                Optional.of(composed.subject()),
                                Optional.empty(),
                                InWords.copies(mail));
                    case Composition.Unfit(String rule, String why) -> unwritten(mail, noted.own(rule + ": " + why));
                    case Composition.Unready(String why) -> unwritten(mail, why);
                };
            case Line.Suppressed(var recipient, var suppression) ->
                new Person(
                        recipient.mailbox().toString(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(suppression.why()),
                        List.of());
            case Line.LeftOut(String key, String text, String why) ->
                new Person(
                        text.isEmpty() || text.equals(key) ? key : text + " (" + key + ")",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(why),
                        List.of());
        };
    }

    private static Person unwritten(Line.Mail mail, String why) {
        String who = mail.recipient().mailbox().toString();
        return new Person(who, Optional.of(mail.at()), Optional.empty(), Optional.of(why), List.of());
    }

    private static void say(Planned planned, ZoneId zone, PrintWriter out) {
        out.println(
                planned.notification() + ", due " + Moments.both(planned.due(), zone) + ", stage " + planned.stage());
        out.println("Would be written to: " + planned.mails());
        Words.columns(
                out,
                planned.people().stream()
                        .filter(person -> person.why().isEmpty())
                        .map(person -> List.of(
                                person.at().map(at -> Moments.local(at, zone)).orElse(""),
                                person.who(),
                                person.subject().orElse(""),
                                String.join(", ", person.copies())))
                        .toList());
        if (planned.copies() > 0) {
            out.println("Would get copies: %,d, so that there are %,d mails in all"
                    .formatted(planned.copies(), planned.mails() + planned.copies()));
        }
        out.println("Would be left out: " + (planned.leftOut() + planned.suppressed())
                + (planned.suppressed() > 0 ? ", " + planned.suppressed() + " of them suppressed" : ""));
        planned.people().stream()
                .filter(person -> person.why().isPresent())
                .forEach(person ->
                        out.println("  " + person.who() + ": " + person.why().orElse("")));
        if (planned.people().isEmpty() && planned.mails() + planned.suppressed() == 0) {
            out.println("Nobody is in the audience as of then. As of the instant before: --at last");
        }
        long shown = planned.people().size();
        if (shown < planned.mails() + planned.suppressed() + planned.leftOut()) {
            out.println("Shown are the first " + shown + "; the mails of others were not made yet. -n shows more.");
        }
    }
}
