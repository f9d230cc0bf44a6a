package dev.tidings.acceptance.faults;

import static org.awaitility.Awaitility.await;

import dev.tidings.contracts.ScriptedServer;
import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.Transport;
import dev.tidings.deliver.Trouble;
import dev.tidings.event.Event.Attempted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/// One cell, end to end: three mails meet a fault, another is due right behind it, what waits goes again, and one
/// more follows when connections have lain idle.
final class Trial {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final Laboratory laboratory;
    private final Cell cell;
    private final ScriptedServer server;
    private final List<String> misses = new ArrayList<>();

    Trial(Laboratory laboratory, Cell cell, ScriptedServer server) {
        this.laboratory = laboratory;
        this.cell = cell;
        this.server = server;
    }

    Finding run() {
        Collection<String> before = Leaks.virtualThreads();
        meetTheFault();
        String fate = fate();
        judge(fate);
        theNext(Person.DAN);
        goAgain();
        judgeTheEnd();
        sweep();
        theNext(Person.EVE);
        sweep();
        judgeLeaks(before);
        return new Finding(fate, misses);
    }

    private void meetTheFault() {
        laboratory.fire(cell.id());
        until(
                "an answer for each, or one and a closed road",
                () -> haveAttempted(isClosed() ? List.of(cell.step().hit()) : Person.together()));
    }

    private String fate() {
        String fate = attempts(cell.step().hit()).findFirst().map(Fate::of).orElse("nothing");
        boolean all = !fate.equals("accepted")
                && behind().allMatch(person -> attempts(person)
                        .findFirst()
                        .map(Fate::of)
                        .filter(fate::equals)
                        .isPresent());
        return all ? fate + "*" : fate;
    }

    private Stream<Person> behind() {
        return Person.together().stream()
                .filter(person -> person.compareTo(cell.step().hit()) > 0);
    }

    private void judge(String fate) {
        require(fate.equals(cell.expected()), "expected " + cell.expected());
        require(isClosed() == Fate.closesTheRoad(cell.word()), "the road is " + (isClosed() ? "closed" : "open"));
        if (isClosed()) {
            behind().forEach(person -> require(attempts(person).findAny().isEmpty(), person + " was tried, too"));
            open();
        }
        if (!cell.befallsAll()) {
            behind().forEach(this::requireAcceptedAtOnce);
        }
    }

    /// By a person where one must look, and by itself otherwise: one mail finds out.
    private void open() {
        boolean asked = laboratory.closed(cell.id()).filter(Trial::isThrottled).isPresent();
        if (cell.word().equals("sign-in")) {
            laboratory.open(cell.id());
        } else {
            laboratory.rest(cell.id());
        }
        if (asked) {
            until("one has found out", () -> {
                laboratory.ring(cell.id());
                return !isClosed() && laboratory.use(cell.id()).busy() == 0;
            });
            laboratory.comeBack(cell.id());
        }
        until("an answer for each", () -> {
            laboratory.ring(cell.id());
            return haveAttempted(Person.together());
        });
    }

    private static boolean isThrottled(Breaker.Closed closed) {
        return closed.trouble() == Trouble.THROTTLED;
    }

    /// No time passes: whatever became of the mail before, the next one goes.
    private void theNext(Person person) {
        laboratory.fire(cell.id(), person);
        until("an answer for " + person, () -> haveAttempted(List.of(person)));
        requireAcceptedAtOnce(person);
    }

    private void requireAcceptedAtOnce(Person person) {
        List<String> fates = attempts(person).map(Fate::of).toList();
        require(fates.equals(List.of("accepted")), person + ", who comes after it, fares thus: " + fates);
    }

    private void goAgain() {
        laboratory.passTime(cell.id());
        until("everyone is settled", () -> {
            laboratory.ring(cell.id());
            return Person.together().stream().allMatch(this::isSettled);
        });
    }

    private boolean isSettled(Person person) {
        return attempts(person)
                .reduce((_, last) -> last)
                .filter(Fate::isSettled)
                .isPresent();
    }

    private void judgeTheEnd() {
        require(
                hits().allMatch(this::hasPaidAndArrived),
                "the end is " + hits().map(this::story).toList());
        for (Person person : Person.together()) {
            long copies = copies(person);
            require(
                    copies >= leastCopies(person) && copies <= mostCopies(person),
                    person + " has " + copies + " copies");
        }
    }

    private Stream<Person> hits() {
        return cell.befallsAll()
                ? Stream.concat(Stream.of(cell.step().hit()), behind())
                : Stream.of(cell.step().hit());
    }

    private boolean hasPaidAndArrived(Person person) {
        List<Attempted> all = attempts(person).toList();
        if (all.size() == 1) {
            return List.of("accepted", "failed").contains(cell.word());
        }
        Attempted last = all.getLast();
        var progress = last.claim().progress();
        return all.size() == 2
                && Fate.of(last).equals("accepted")
                && progress.retries() == Fate.cost(cell.word())
                && progress.possibleDuplicate() == cell.word().equals("resend");
    }

    private String story(Person person) {
        return person
                + attempts(person)
                        .map(each -> Fate.of(each) + " after "
                                + each.claim().progress().retries() + " retries: "
                                + each.attempt().outcome().said())
                        .toList()
                        .toString();
    }

    private long copies(Person person) {
        return server.mails().stream()
                .filter(mail -> mail.to().contains(person.address()))
                .count();
    }

    private int leastCopies(Person person) {
        boolean taken = cell.step() == Step.DOT_TAKEN && person == cell.step().hit();
        return has(person, "failed") ? 0 : taken ? 2 : 1;
    }

    /// A server that goes on after what it has said wrong takes what lies behind.
    private int mostCopies(Person person) {
        return has(person, "failed") ? 0 : has(person, "resend") ? 2 : 1;
    }

    private boolean has(Person person, String fate) {
        return attempts(person).map(Fate::of).anyMatch(fate::equals);
    }

    private void sweep() {
        laboratory.sweep(cell.id());
        until("every connection is closed", () -> server.openConnections() == 0);
    }

    private void judgeLeaks(Collection<String> before) {
        require(laboratory.use(cell.id()).equals(new Transport.Use(0, 0)), "connections are in use");
        until("no socket is held", () -> Leaks.sockets(server.port()) == 0);
        until("no thread is left", () -> Leaks.virtualThreads().size() <= before.size());
    }

    private boolean isClosed() {
        return laboratory.closed(cell.id()).isPresent();
    }

    private boolean haveAttempted(List<Person> people) {
        return people.stream().allMatch(person -> attempts(person).findAny().isPresent());
    }

    private Stream<Attempted> attempts(Person person) {
        return laboratory.attempts(cell.id(), person).stream();
    }

    private void until(String what, BooleanSupplier reached) {
        try {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(2))
                    .atMost(LONG)
                    .until(reached::getAsBoolean);
        } catch (ConditionTimeoutException late) {
            misses.add("not within " + LONG.toSeconds() + " s: " + what);
        }
    }

    private void require(boolean kept, String otherwise) {
        if (!kept) {
            misses.add(otherwise);
        }
    }
}
