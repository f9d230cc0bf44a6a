package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.acceptance.Processes.RunningServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What an independent sink took, beside what the ledger says.
///
/// @param copies  Message-IDs by recipient
/// @param flagged who may have got more than one, by the ledger
record Reckoning(Map<String, List<String>> copies, Set<String> flagged) {
    static Reckoning of(RunningServer server, JsonNode occurrence, List<String> taken)
            throws IOException, InterruptedException {
        Map<String, List<String>> copies = taken.stream()
                .map(line -> line.split("\t"))
                .collect(Collectors.groupingBy(
                        line -> line[0], Collectors.mapping(line -> line[1], Collectors.toList())));
        return new Reckoning(copies, flagged(server, occurrence.get("id").asLong()));
    }

    /// Nobody is missing, and every extra copy has the same Message-ID and is flagged.
    ///
    /// @param effective how many interruptions hit while mail was being taken
    void judge(String story, long seed, int interruptions, int effective, int people) {
        Set<String> extra = copies.entrySet().stream()
                .filter(each -> each.getValue().size() > 1)
                .map(each -> each.getKey().replaceAll("[<>]", ""))
                .collect(Collectors.toSet());
        System.out.printf(
                "%s: seed %d, %d interruptions (%d while mail was being taken), %d people, %d copies, %d people with more"
                        + " than one, %d flagged%n",
                story,
                seed,
                interruptions,
                effective,
                people,
                copies.values().stream().mapToInt(List::size).sum(),
                extra.size(),
                flagged.size());
        assertThat(copies).as("nobody is missing").hasSize(people);
        assertThat(copies.values()).as("one Message-ID each").allMatch(ids -> new HashSet<>(ids).size() == 1);
        assertThat(flagged).as("every extra copy is flagged").containsAll(extra);
        assertThat(effective).as("interruptions while mail was being taken").isGreaterThan(interruptions / 2);
    }

    private static Set<String> flagged(RunningServer server, long occurrence) throws IOException, InterruptedException {
        Set<String> flagged = new HashSet<>();
        List<Long> page = new ArrayList<>(List.of(Long.MAX_VALUE));
        while (!page.isEmpty()) {
            JsonNode deliveries = server.get("/api/v1/occurrences/%d/deliveries?most=1000&before=%d"
                            .formatted(occurrence, page.getLast()))
                    .get("deliveries");
            page = new ArrayList<>();
            for (JsonNode delivery : deliveries) {
                page.add(delivery.get("id").asLong());
                assertThat(delivery.get("state").asString()).isEqualTo("accepted");
                if (delivery.get("possibleDuplicate").asBoolean()) {
                    flagged.add(delivery.get("address").asString());
                }
            }
        }
        return flagged;
    }
}
