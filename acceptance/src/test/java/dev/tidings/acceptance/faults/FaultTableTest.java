package dev.tidings.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tidings.acceptance.faults.Laboratory.Bench;
import dev.tidings.contracts.Misdeed;
import dev.tidings.contracts.ScriptedServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Ten steps and nine misdeeds, by DATA and by a window, and a few steps more.
class FaultTableTest {
    @ParameterizedTest
    @EnumSource
    void every_fault_comes_to_its_verdict_leaks_nothing_and_spares_the_next_mail(Table table, @TempDir Path folder)
            throws Exception {
        int threads = Leaks.virtualThreads().size();
        Map<Cell, Finding> findings = findings(table, folder);

        Printed printed = printed(table, findings);
        printed.keep(table.name(), table.title());
        assertThat(printed.misses()).isEmpty();
        await("no thread is left").until(() -> Leaks.virtualThreads().size() <= threads);
        assertThat(Printed.page())
                .as("docs/faults.md shows what acceptance/faults.sh prints")
                .contains(printed.table());
    }

    private static Map<Cell, Finding> findings(Table table, Path folder) throws Exception {
        Map<Cell, ScriptedServer> servers = new LinkedHashMap<>();
        table.cells().forEach(cell -> servers.put(cell, cell.script().start()));
        List<Bench> benches = servers.entrySet().stream()
                .map(each -> each.getKey().bench(each.getValue().port()))
                .toList();
        Map<Cell, Finding> findings = new LinkedHashMap<>();
        try (Laboratory laboratory = new Laboratory(folder, benches)) {
            servers.forEach((cell, server) -> findings.put(cell, new Trial(laboratory, cell, server).run()));
        } finally {
            servers.values().forEach(ScriptedServer::close);
        }
        return findings;
    }

    private static Printed printed(Table table, Map<Cell, Finding> findings) {
        Printed printed =
                new Printed("", Stream.of(Misdeed.values()).map(Misdeed::word).toList());
        for (Step step : table.steps()) {
            List<String> cells = Stream.of(Misdeed.values())
                    .map(misdeed -> table.cell(step, misdeed)
                            .map(cell -> printed.cell(cell.id(), findings.get(cell)))
                            .orElse(""))
                    .toList();
            printed.row(step.word(table.way()), cells);
        }
        return printed;
    }
}
