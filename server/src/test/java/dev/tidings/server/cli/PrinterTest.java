package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.server.answer.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrinterTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("notifications"));
        Files.writeString(folder.resolve("tidings.yaml"), "from: tidings@example.com\n");
        Files.writeString(folder.resolve("notifications/n.yaml"), """
                to: [ { email: ann@example.com, name: Ann, note: "a\\e[31mb\\u202Ec" } ]
                subject: Hi
                text: "Note {{ note }}"
                """);
    }

    @Test
    void what_a_terminal_would_obey_is_shown() {
        Typed typed = tidings("preview", "n", "-w", folder.toString());

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("Note a?[31mb?c");
    }

    @Test
    void json_stays_exact() {
        Typed typed = tidings("preview", "n", "--json", "-w", folder.toString());

        assertThat(typed.out()).doesNotContain("\u202E");
        assertThat(Json.MAPPER.readTree(typed.out()).at("/text").asString()).contains("Note a\u001b[31mb\u202Ec");
    }

    @Test
    void a_mistake_that_repeats_what_was_typed_is_shown_too() {
        Typed typed = tidings("preview", "\u001b]0;x\u0007", "-w", folder.toString());

        assertThat(typed.err()).contains("?]0;x?").doesNotContain("\u001b");
    }
}
