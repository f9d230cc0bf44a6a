package dev.tidings.acceptance.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.acceptance.faults.Laboratory.Bench;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.smtp.Security;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTableTest {
    private static final List<Security> WAYS = List.of(Security.STARTTLS, Security.IMPLICIT_TLS);

    private record Case(TlsFault fault, Security security) {
        String id() {
            return fault.id(security);
        }
    }

    @Test
    void nothing_that_matters_is_said_in_clear_text_or_to_somebody_unproven_and_no_retry_is_lost(@TempDir Path folder)
            throws Exception {
        Map<Case, ScriptedServer> servers = new LinkedHashMap<>();
        cases().forEach(each ->
                servers.put(each, each.fault.script(each.security).start()));
        List<Bench> benches = servers.entrySet().stream()
                .map(each -> each.getKey()
                        .fault
                        .bench(each.getKey().security, each.getValue().port()))
                .toList();
        Map<Case, Finding> findings = new LinkedHashMap<>();
        try (Laboratory laboratory = new Laboratory(folder, benches)) {
            servers.forEach((each, server) ->
                    findings.put(each, new TlsTrial(laboratory, each.id(), each.fault.expected(), server).run()));
        } finally {
            servers.values().forEach(ScriptedServer::close);
        }

        Printed printed = printed(findings);
        printed.keep("TLS", "TLS");
        assertThat(printed.misses()).isEmpty();
        assertThat(Printed.page())
                .as("docs/faults.md shows what acceptance/faults.sh prints")
                .contains(printed.table());
    }

    private static Stream<Case> cases() {
        return Stream.of(TlsFault.values())
                .flatMap(fault -> WAYS.stream().filter(fault::isPossible).map(security -> new Case(fault, security)));
    }

    private static Printed printed(Map<Case, Finding> findings) {
        Printed printed = new Printed("", List.of("STARTTLS", "TLS at once"));
        for (TlsFault fault : TlsFault.values()) {
            List<String> cells = WAYS.stream()
                    .map(security -> new Case(fault, security))
                    .map(each -> findings.containsKey(each) ? printed.cell(each.id(), findings.get(each)) : "")
                    .toList();
            printed.row(fault.word(), cells);
        }
        return printed;
    }
}
