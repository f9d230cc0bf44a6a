package dev.tidings.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidings.deliver.Suppression;
import dev.tidings.ledger.History.Which;
import dev.tidings.ledger.Page;
import dev.tidings.mail.Address;
import dev.tidings.server.Wiring;
import dev.tidings.server.cli.Commands;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A workspace outgrows its machine: the ledger moves by one command, and the same files go on with it.
class MovingTest {
    private static final Instant SOON = Instant.parse("2027-01-01T08:00:00Z");

    @Test
    void a_ledger_moves_by_a_command_and_two_lines(@TempDir Path folder) throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "the embedded PostgreSQL is for Linux on amd64");
        Path root = folder.resolve("mail");
        typed("init", root.toString());
        try (Wiring.OpenStore old = open(root)) {
            old.ledger().plan(Map.of("welcome", SOON));
            old.ledger().suppress(List.of(unsubscribed()));
        }
        try (EmbeddedPostgres database = EmbeddedPostgres.builder().start()) {
            Files.writeString(
                    root.resolve("tidings.yaml"),
                    "\nstore: postgresql://postgres@localhost:%d/postgres\n".formatted(database.getPort()),
                    StandardOpenOption.APPEND);

            Typed copied = typed("store", "copy", "--from", "sqlite:data/tidings.db", "-w", root.toString());
            Typed again = typed("store", "copy", "--from", "sqlite:data/tidings.db", "-w", root.toString());

            assertThat(copied.exit()).isZero();
            assertThat(copied.said())
                    .containsPattern("notifications planned +1 +1\\s")
                    .containsPattern("suppressions +1 +1\\s")
                    .contains("All of it has arrived.");
            assertThat(again.exit()).isEqualTo(4);
            assertThat(again.said()).contains("is not empty");
            try (Wiring.OpenStore fresh = open(root)) {
                assertThat(fresh.ledger().agenda()).isEqualTo(Map.of("welcome", SOON));
                assertThat(fresh.history().suppressions("", Which.HOLDING, Page.first(10)))
                        .hasSize(1);
            }
        }
    }

    private static Suppression unsubscribed() {
        return new Suppression(
                new Address("ann", "example.org"),
                Optional.empty(),
                Suppression.Reason.UNSUBSCRIBED,
                new Suppression.Act("one-click", "the reader", ""),
                SOON,
                Optional.empty());
    }

    private static Wiring.OpenStore open(Path root) {
        return Wiring.open(root, Wiring.read(root).workspace().orElseThrow().settings());
    }

    private record Typed(int exit, String said) {}

    private static Typed typed(String... words) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        int exit = Commands.line(words).setOut(out).setErr(out).execute(words);
        return new Typed(exit, said.toString());
    }
}
