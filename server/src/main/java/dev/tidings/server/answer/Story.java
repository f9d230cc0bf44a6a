package dev.tidings.server.answer;

import dev.tidings.deliver.Breaker;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A mail's life, told in order.
///
/// @param afterwards what others told of it
record Story(
        DeliveryAnswer delivery,
        OccurrenceAnswer occurrence,
        List<AttemptAnswer> attempts,
        Afterwards afterwards,
        Today today,
        Teller teller) {

    /// What holds now.
    ///
    /// @param closed why its road is closed, where an engine runs and it is
    /// @param stop   of its notification, as long as it waits
    /// @param barred what keeps mail from its address
    /// @param lifted who let its address be mailed again, last; empty as long as something keeps mail from it
    record Today(
            Optional<Breaker.Closed> closed,
            Optional<StopAnswer> stop,
            Optional<Suppression> barred,
            Optional<SuppressionAnswer.Lifted> lifted) {}

    /// @param zone  the house's
    /// @param nodes whether there may be several, so that each is named
    record Teller(ZoneId zone, boolean nodes) {}

    /// How the key of somebody begins who gets the mail of another, to try it.
    private static final String INSTEAD = "instead of ";

    private static final String ACCEPTED = "It was accepted by the next hop";

    private static final String UNHEARD = " (nobody heard its answer; what came back shows it)";

    private static final Duration ON_TIME = Duration.ofSeconds(60);

    List<String> told() {
        List<String> told = new ArrayList<>();
        told.add(fired());
        told.add(meant());
        Reports reports = Reports.of(afterwards.notices());
        Stream.concat(
                        attempts.stream().map(each -> new Moved(each.started(), tried(each))),
                        reports.shown().stream().map(each -> new Moved(each.noted(), afterwards.told(each, delivery))))
                .sorted(Comparator.comparing(Moved::at))
                .map(Moved::told)
                .forEach(told::add);
        reports.more().ifPresent(told::add);
        told.add(outcome());
        if (delivery.possibleDuplicate()) {
            told.add("More than one copy may have arrived: an earlier attempt broke off after the end of the message,"
                    + " before the answer to it. All copies carry the same Message-ID.");
        }
        return told;
    }

    /// Something that happened to it.
    private record Moved(Instant at, String told) {}

    private String fired() {
        Duration late = Duration.ofMillis(occurrence.lateMillis());
        String why = switch (occurrence.cause()) {
            case "schedule" -> "was due by its schedule on " + occurrence.due().inWords();
            case "manual" -> "was started by a person on " + occurrence.due().inWords();
            case "api" ->
                "was started by a call%s on %s"
                        .formatted(
                                occurrence
                                        .key()
                                        .map(key -> " (key " + key + ")")
                                        .orElse(""),
                                occurrence.due().inWords());
            case "event" ->
                "was started by %s on %s"
                        .formatted(
                                occurrence.event().map(InWords::event).orElse("an event of another system"),
                                occurrence.due().inWords());
            default ->
                "was due (" + occurrence.cause() + ") on " + occurrence.due().inWords();
        };
        String lateness = late.compareTo(ON_TIME) > 0 ? ", and fired " + InWords.brief(late) + " late" : "";
        return "%s %s%s%s: occurrence %d, revision %s, stage %s."
                .formatted(
                        occurrence.notification(),
                        why,
                        lateness,
                        teller.nodes() ? "; " + occurrence.firedBy() + " fired it" : "",
                        occurrence.id(),
                        occurrence.revision().substring(0, 8),
                        occurrence.stage());
    }

    private String meant() {
        String when =
                "the mail was due %s and worth sending until %s.".formatted(at(delivery.due()), at(delivery.expires()));
        return delivery.copy().map(this::copied).orElseGet(this::inAudience) + "; " + when;
    }

    private String copied(DeliveryAnswer.Copy copy) {
        return "%s was to get a copy (%s) of the mail to %s, who was in its audience (key %s)"
                .formatted(who(), copy.kind(), copy.of(), delivery.key());
    }

    private String inAudience() {
        String key = delivery.key();
        if (occurrence.only().isPresent() && key.startsWith(INSTEAD)) {
            return "%s, who was not in its audience, was to get the mail %s".formatted(who(), key);
        }
        return "%s was in its audience (key %s)".formatted(who(), key);
    }

    private String who() {
        String address = delivery.address().isBlank() ? "no address" : Addressed.shown(delivery.address());
        return !delivery.name().isEmpty()
                ? delivery.name() + " <" + address + ">"
                : delivery.address().isBlank() ? "Somebody without an address" : address;
    }

    private String tried(AttemptAnswer attempt) {
        String where = attempt.verb().map(verb -> " at " + verb).orElse("");
        return "Attempt %d by %s%s%s at %s took %s%s: %s%s, %s"
                .formatted(
                        attempt.number(),
                        attempt.transport(),
                        teller.nodes() ? " from node " + attempt.node() : "",
                        attempt.revision()
                                .map(other -> ", composed with revision " + other.substring(0, 8) + ",")
                                .orElse(""),
                        at(attempt.started()),
                        InWords.brief(Duration.ofMillis(attempt.millis())),
                        attempt.serverMillis().map(Story::ofTheServer).orElse(""),
                        attempt.outcome(),
                        where,
                        InWords.stopped(attempt.reply()));
    }

    private static String ofTheServer(long millis) {
        return " (the server's answer " + InWords.brief(Duration.ofMillis(millis)) + ")";
    }

    /// Where it stands, and why.
    String outcome() {
        String settled = delivery.settledAt().map(at -> " " + at(at)).orElse("");
        return switch (State.of(delivery.state())) {
            case WAITING ->
                today.stop()
                        .map(this::waitsForPerson)
                        .or(() -> today.closed().map(this::waitsForRoad))
                        .orElseGet(this::waits);
            case CLAIMED -> "It is being made ready; nothing has left the house.";
            case SENDING -> "It is being handed over right now.";
            case ACCEPTED -> accepted(settled);
            case FAILED -> "It failed" + settled + because() + failed();
            case HELD ->
                "It is held" + settled + because() + " Nobody can say whether it arrived; retry it or skip it.";
            case SUPPRESSED ->
                "It was left out" + settled + because()
                        + (today.barred().isPresent()
                                ? " Once that is lifted (tidings lift), the next occurrence reaches this address, and so does a retry."
                                : today.lifted()
                                                .map(lift ->
                                                        " It was lifted %s%s:".formatted(at(lift.at()), lift.inWords()))
                                                .orElse(" That holds no longer:")
                                        + " the next occurrence reaches this address, and so does a retry.");
            case SKIPPED -> "A person decided against sending it" + settled + because();
            case EXPIRED -> "It was given up" + settled + ", since it was no longer worth sending" + because();
            case CANCELLED -> "It was cancelled with its occurrence" + settled + ".";
            case BOUNCED ->
                handedOver() + ", and came back"
                        + afterwards.returned(State.BOUNCED).orElseGet(this::because) + since();
            case COMPLAINED ->
                handedOver() + ", and its reader complained of it as spam"
                        + afterwards.returned(State.COMPLAINED).orElseGet(this::because) + since();
        };
    }

    private String handedOver() {
        String test = delivery.stage().equals("test") ? ", for the test mailbox (stage test)" : "";
        return ACCEPTED
                + heard().map(each -> " " + at(each.started().plusMillis(each.millis())))
                        .orElse(UNHEARD)
                + test;
    }

    /// The attempt at which it was accepted, last; empty where only what came back shows that it was.
    private Optional<AttemptAnswer> heard() {
        return attempts.stream()
                .filter(AttemptAnswer::mayHaveArrived)
                .reduce((earlier, later) -> later)
                .filter(each -> each.outcome().equals("accepted"));
    }

    private String since() {
        return today.barred()
                .map(each -> " Its address is left out of %s (%s); once that is lifted (tidings lift), the next"
                                .formatted(
                                        each.notification()
                                                .map(id -> "all mail of " + id)
                                                .orElse("everything"),
                                        each.brief())
                        + " occurrence reaches for it again, and so does a retry.")
                .orElseGet(() -> today.lifted()
                                .map(lift -> " Its address was lifted %s%s:".formatted(at(lift.at()), lift.inWords()))
                                .orElse(" Nothing keeps mail from its address:")
                        + " the next occurrence reaches for it again, and so does a retry.");
    }

    private String waitsForPerson(StopAnswer stop) {
        return "It waits, since %s is stopped (%s, since %s); let it go on: tidings go-on %s. It is worth sending until %s."
                .formatted(
                        stop.notification(), stop.why(), at(stop.since()), stop.notification(), at(delivery.expires()));
    }

    private String waits() {
        String turn = delivery.domain()
                .map(domain -> " until it is its turn among mail to " + domain + ", which takes no more just now")
                .orElse("");
        return "It waits for " + delivery.road() + turn + ", and goes "
                + delivery.next().map(next -> "at " + at(next)).orElse("as soon as a hand is free")
                + " at the earliest" + because();
    }

    private String waitsForRoad(Breaker.Closed road) {
        String until = Troubles.again(road.again(), teller.zone())
                .map(at -> "; one mail tries it " + at + ".")
                .orElse(" and stays so until a person opens it: tidings open " + delivery.road() + ".");
        return "It waits for the road %s, which is closed (%s)%s It is worth sending until %s."
                .formatted(delivery.road(), road.trouble().word(), until, at(delivery.expires()));
    }

    private String failed() {
        return delivery.sendable()
                ? " It is not tried again by itself; retry it or skip it."
                : " This row makes no recipient, so there is nobody to retry. Mend it where the audience comes from;"
                        + " the next occurrence takes it up, or now: tidings run "
                        + delivery.notification() + " --to ADDRESS. Or skip it.";
    }

    private String accepted(String settled) {
        String taken = ACCEPTED + heard().map(_ -> settled).orElse(UNHEARD);
        return switch (delivery.stage()) {
            case "log" -> "It was kept in the catcher" + settled + " and never left this machine (stage log).";
            case "test" -> taken + ", for the test mailbox (stage test).";
            default -> taken + afterwards.further().orElse("; from then on the receiving side answers for it.");
        };
    }

    private String because() {
        return delivery.why().isEmpty() ? "." : ": " + InWords.stopped(delivery.why());
    }

    private String at(Instant instant) {
        return Moment.of(instant, teller.zone()).brief();
    }
}
