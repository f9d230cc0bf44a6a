package dev.tidings.acceptance.cluster;

import dev.tidings.acceptance.Processes.RunningServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the sink took, beside what the nodes say about it.
final class Account {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long LOOK_MILLIS = 300;
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

    private final Map<String, List<Instant>> copies;
    private final List<JsonNode> occurrences = new ArrayList<>();
    private final List<JsonNode> deliveries = new ArrayList<>();
    private final List<String> misses = new ArrayList<>();

    private Account(Map<String, List<Instant>> copies) {
        this.copies = copies;
    }

    /// As soon as everybody is settled. The schedule goes on meanwhile, so it is asked in a moment in which it rests.
    static Account of(Cluster cluster, RunningServer node) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<JsonNode> before = occurrences(node);
            boolean settled =
                    before.stream().noneMatch(each -> each.get("running").asBoolean());
            Account account = new Account(copies(cluster.taken()));
            boolean resting = occurrences(node).size() == before.size();
            if ((settled && resting) || System.nanoTime() > end) return account.filled(node, before);
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static List<JsonNode> occurrences(RunningServer node) throws IOException, InterruptedException {
        return all(node, "/api/v1/occurrences", "occurrences");
    }

    /// @param taken lines of the sink: recipient, Message-ID, milliseconds
    private static Map<String, List<Instant>> copies(List<String> taken) {
        return taken.stream()
                .map(line -> line.split("\t"))
                .collect(Collectors.groupingBy(
                        line -> trace(line[1]),
                        Collectors.mapping(
                                line -> Instant.ofEpochMilli(Long.parseLong(line[2])), Collectors.toList())));
    }

    private Account filled(RunningServer node, List<JsonNode> all) throws IOException, InterruptedException {
        occurrences.addAll(all);
        for (JsonNode occurrence : all) {
            long id = occurrence.get("id").asLong();
            deliveries.addAll(all(node, "/api/v1/occurrences/%d/deliveries".formatted(id), "deliveries"));
        }
        judge();
        return this;
    }

    private static String trace(String messageId) {
        Matcher trace = TRACE.matcher(messageId);
        return trace.find() ? trace.group() : messageId;
    }

    private static List<JsonNode> all(RunningServer node, String path, String what)
            throws IOException, InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = node.get(path + "?most=1000" + before);
            page.get(what).forEach(all::add);
            JsonNode next = page.get("before");
            before = next == null || next.isNull() ? "" : "&before=" + next.asString();
        } while (!before.isEmpty());
        return all;
    }

    private void judge() {
        Set<String> known = deliveries.stream().map(each -> text(each, "trace")).collect(Collectors.toSet());
        copies.keySet().stream()
                .filter(each -> !known.contains(each))
                .forEach(each -> misses.add("the sink took " + each + ", which nobody has on record"));
        occurrences.forEach(this::judgeOccurrence);
        deliveries.forEach(this::judgeDelivery);
        judgeInstants();
    }

    private void judgeOccurrence(JsonNode occurrence) {
        int people = occurrence.get("tally").get("people").asInt();
        if (!text(occurrence, "standing").equals("finished")
                || people != People.many(text(occurrence, "notification"))) {
            misses.add("occurrence %s of %s is %s with %d people"
                    .formatted(
                            occurrence.get("id"),
                            text(occurrence, "notification"),
                            text(occurrence, "standing"),
                            people));
        }
    }

    private void judgeDelivery(JsonNode delivery) {
        int many = copiesOf(delivery);
        boolean careful = text(delivery, "notification").equals(People.CAREFUL);
        boolean held = text(delivery, "state").equals("held");
        if (!held && (many == 0 || !text(delivery, "state").equals("accepted"))) miss(delivery, many);
        if (held && !careful) miss(delivery, many);
        if (careful && many > 1) miss(delivery, many);
        if (many > 1 && !delivery.get("possibleDuplicate").asBoolean()) miss(delivery, many);
    }

    private void miss(JsonNode delivery, int many) {
        misses.add("delivery %s to %s is %s (%s), with %d copies"
                .formatted(
                        delivery.get("id"),
                        text(delivery, "address"),
                        text(delivery, "state"),
                        delivery.get("possibleDuplicate").asBoolean() ? "flagged" : "not flagged",
                        many));
    }

    /// From the first to the last there is one every so often, on record once, and each has its mail, never before it.
    private void judgeInstants() {
        Set<Instant> seen = new TreeSet<>();
        for (JsonNode pulse : pulses()) {
            if (!seen.add(due(pulse))) misses.add("the schedule fired twice at " + due(pulse));
        }
        Instant last = Instant.MIN;
        for (Instant each : seen) {
            if (!last.equals(Instant.MIN) && !each.equals(last.plusSeconds(People.PULSE_SECONDS))) {
                misses.add("the schedule fired at %s and next at %s".formatted(last, each));
            }
            last = each;
        }
        delays().filter(Duration::isNegative)
                .forEach(early -> misses.add("mail was taken %s before it was due".formatted(early.negated())));
    }

    /// How long after its instant each mail of the schedule was taken, each copy of it.
    private Stream<Duration> delays() {
        Map<Long, Instant> dueOf = pulses().stream()
                .collect(Collectors.toMap(each -> each.get("id").asLong(), Account::due));
        return deliveries.stream()
                .flatMap(each -> Stream.ofNullable(
                                dueOf.get(each.get("occurrence").asLong()))
                        .flatMap(due -> copies.getOrDefault(text(each, "trace"), List.of()).stream()
                                .map(at -> Duration.between(due, at))));
    }

    private List<JsonNode> pulses() {
        return occurrences.stream()
                .filter(each -> text(each, "notification").equals(People.PULSE))
                .toList();
    }

    private static Instant due(JsonNode occurrence) {
        return Instant.parse(occurrence.get("due").get("at").asString());
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }

    private int copiesOf(JsonNode delivery) {
        return copies.getOrDefault(text(delivery, "trace"), List.of()).size();
    }

    int people() {
        return deliveries.size();
    }

    int copies() {
        return copies.values().stream().mapToInt(List::size).sum();
    }

    /// Who has no copy though nobody says that they are held.
    long missing() {
        return deliveries.stream()
                .filter(each -> !text(each, "state").equals("held") && copiesOf(each) == 0)
                .count();
    }

    int extra() {
        return deliveries.stream()
                .mapToInt(each -> Math.max(0, copiesOf(each) - 1))
                .sum();
    }

    long flagged() {
        return deliveries.stream()
                .filter(each -> each.get("possibleDuplicate").asBoolean())
                .count();
    }

    long held() {
        return deliveries.stream()
                .filter(each -> text(each, "state").equals("held"))
                .count();
    }

    int instants() {
        return pulses().size();
    }

    /// The longest that a mail of the schedule was taken after it was due.
    Duration latest() {
        return delays().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    List<String> misses() {
        return List.copyOf(misses);
    }
}
