package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.server.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said where nothing can be copied. A copy that arrives is told in the acceptance tests.
class CopyStoreTest {
    private static final String NOWHERE = "postgresql://tidings:s3cret@127.0.0.1:1/mail";

    @TempDir
    Path folder;

    @BeforeEach
    void make() {
        tidings("init", root().toString());
    }

    @Test
    void where_to_must_be_said_somewhere() {
        Typed typed = copy();

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("say where the ledger is to be").contains("--to postgresql://");
    }

    @Test
    void only_a_file_goes_and_only_into_a_database() {
        assertThat(copy("--from", "postgresql://db/mail", "--to", NOWHERE).err())
                .contains("--from is not sqlite:FILE");
        assertThat(copy("--from", "sqlite:data/tidings.db", "--to", "sqlite:x").exit())
                .isEqualTo(2);
        assertThat(copy("--to", "postgresql://db/mail?loggerFile=/x").err())
                .contains("--to: the address has a parameter that is not known");
    }

    @Test
    void a_ledger_that_is_not_there_is_told() {
        Typed typed = copy("--to", NOWHERE);

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err()).contains("there is no ledger at").contains("data/tidings.db");
    }

    @Test
    void a_file_that_a_server_has_open_is_told() {
        try (Wiring.OpenStore held = open()) {
            Typed typed = copy("--to", NOWHERE);

            assertThat(held.history().journalEnd()).isZero();
            assertThat(typed.exit()).isEqualTo(4);
            assertThat(typed.err()).contains("is in use by");
        }
    }

    @Test
    void a_database_that_cannot_be_reached_is_told_without_its_password() {
        open().close();

        Typed typed = copy("--to", NOWHERE);

        assertThat(typed.exit()).isEqualTo(4);
        assertThat(typed.err())
                .contains("postgresql://127.0.0.1:1/mail (schema tidings) cannot be written")
                .doesNotContain("s3cret");
    }

    @Test
    void where_the_files_name_the_database_only_the_ledger_must_be_said() throws IOException {
        open().close();
        Files.writeString(root().resolve("tidings.yaml"), "\nstore: " + NOWHERE + "\n", StandardOpenOption.APPEND);

        assertThat(copy().err()).contains("say where the ledger is");
        assertThat(copy("--from", "sqlite:data/tidings.db").err()).contains("127.0.0.1:1/mail");
    }

    private Wiring.OpenStore open() {
        return Wiring.open(root(), Wiring.read(root()).workspace().orElseThrow().settings());
    }

    private Path root() {
        return folder.resolve("mail");
    }

    private Typed copy(String... words) {
        List<String> all = new ArrayList<>(List.of("store", "copy"));
        all.addAll(List.of(words));
        all.addAll(List.of("-w", root().toString()));
        return tidings(all.toArray(String[]::new));
    }
}
