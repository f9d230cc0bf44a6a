package dev.tidings.server.answer;

import dev.tidings.deliver.State;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// A mail's life, told in order.
record Story(DeliveryAnswer delivery, OccurrenceAnswer occurrence, List<AttemptAnswer> attempts, ZoneId zone) {
    private static final Duration ON_TIME = Duration.ofSeconds(60);

    List<String> told() {
        List<String> told = new ArrayList<>();
        told.add(fired());
        told.add(meant());
        attempts.forEach(each -> told.add(tried(each)));
        told.add(now());
        if (delivery.possibleDuplicate()) {
            told.add("More than one copy may have arrived: an earlier attempt broke off after the end of the message,"
                    + " before the answer to it. All copies carry the same Message-ID.");
        }
        return told;
    }

    private String fired() {
        Duration late = Duration.ofMillis(occurrence.lateMillis());
        String why = switch (occurrence.cause()) {
            case "schedule" -> "was due by its schedule on " + occurrence.due().inWords();
            case "manual" -> "was started by a person on " + occurrence.due().inWords();
            case "api" -> "was started by a call on " + occurrence.due().inWords();
            default ->
                "was due (" + occurrence.cause() + ") on " + occurrence.due().inWords();
        };
        String lateness = late.compareTo(ON_TIME) > 0 ? ", and fired " + InWords.brief(late) + " late" : "";
        return "%s %s%s: occurrence %d, revision %s, stage %s."
                .formatted(
                        occurrence.notification(),
                        why,
                        lateness,
                        occurrence.id(),
                        occurrence.revision().substring(0, 8),
                        occurrence.stage());
    }

    private String meant() {
        String who = delivery.name().isEmpty() ? delivery.address() : delivery.name() + " <" + delivery.address() + ">";
        return "%s was in its audience (key %s); the mail was due %s and worth sending until %s."
                .formatted(who, delivery.key(), at(delivery.due()), at(delivery.expires()));
    }

    private String tried(AttemptAnswer attempt) {
        String where = attempt.verb().map(verb -> " at " + verb).orElse("");
        return "Attempt %d by %s at %s took %s: %s%s, %s"
                .formatted(
                        attempt.number(),
                        attempt.transport(),
                        at(attempt.started()),
                        InWords.brief(Duration.ofMillis(attempt.millis())),
                        attempt.outcome(),
                        where,
                        stopped(attempt.reply()));
    }

    private String now() {
        String settled = delivery.settledAt().map(at -> " " + at(at)).orElse("");
        return switch (State.of(delivery.state())) {
            case WAITING ->
                "It waits for " + delivery.road() + ", and goes "
                        + delivery.next().map(this::at).orElse("as soon as a hand is free") + " at the earliest"
                        + because();
            case CLAIMED -> "It is being made ready; nothing has left the house.";
            case SENDING -> "It is being handed over right now.";
            case ACCEPTED -> accepted(settled);
            case FAILED -> "It failed" + settled + because() + " It is not tried again by itself; retry it or skip it.";
            case HELD ->
                "It is held" + settled + because() + " Nobody can say whether it arrived; retry it or skip it.";
            case SUPPRESSED -> "It was not sent, because this address must not be mailed" + because();
            case SKIPPED -> "A person decided against sending it" + settled + because();
            case EXPIRED -> "It was given up" + settled + ", since it was no longer worth sending" + because();
            case CANCELLED -> "It was cancelled with its occurrence" + settled + ".";
        };
    }

    private String accepted(String settled) {
        return switch (delivery.stage()) {
            case "log" -> "It was kept in the catcher" + settled + " and never left this machine (stage log).";
            case "test" -> "It was accepted by the next hop" + settled + ", for the test mailbox (stage test).";
            default ->
                "It was accepted by the next hop" + settled + "; from then on the receiving side answers for it.";
        };
    }

    private String because() {
        return delivery.why().isEmpty() ? "." : ": " + stopped(delivery.why());
    }

    private static String stopped(String sentence) {
        return sentence.matches("(?s).*[.!?]\\s*") ? sentence.strip() : sentence.strip() + ".";
    }

    private String at(Instant instant) {
        return Moment.of(instant, zone).local();
    }
}
