package dev.tidings.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.audience.Row;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.compose.Composition.Unfit;
import dev.tidings.compose.Written.Mail;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A row with control characters in any column that reaches a mail: whatever comes of it, Angus Mail finds no header
/// and the envelope no recipient more than there ought to be, and the people beside it get their mail.
class HostileRowTest {
    private static final List<String> CONTROLS =
            List.of("\r", "\n", "\r\n", "\0", "\t", "\u000B", "\u0085", "\u2028", "\u2029", "\u007F", "\u001B");
    private static final List<String> COLUMNS =
            List.of("name", "email", "title", "cc_name", "cc_email", "bcc_email", "ticket", "file");

    @TempDir
    Path root;

    static Stream<Arguments> cells() {
        return COLUMNS.stream()
                .flatMap(column -> Stream.iterate(0, each -> each + 1)
                        .limit(CONTROLS.size())
                        .map(control -> Arguments.of(column, control)));
    }

    @ParameterizedTest(name = "{0}, control {1}")
    @MethodSource("cells")
    void a_hostile_column_brings_in_nothing(String column, int number) {
        String control = CONTROLS.get(number);
        List<String> harmless = written(row(Map.of())).mails().getFirst().names();

        for (String evil : List.of(
                control + "Bcc: evil@example.com" + control + "X-Evil: yes",
                control,
                control + control + "\r\nMAIL FROM:<evil@example.com>")) {
            Row hostile = row(Map.of(column, row(Map.of()).columns().get(column) + evil));
            List<Mail> mails = written(hostile, row(Map.of("id", 2, "email", "bob@example.org")))
                    .mails();

            List<String> receivers = new ArrayList<>();
            for (Mail mail : mails) {
                switch (mail.composition()) {
                    case Composed composed -> {
                        receivers.add(composed.receiver().toString());
                        assertThat(mail.names()).containsAnyElementsOf(harmless).isSubsetOf(harmless);
                        assertThat(new String(composed.content(), UTF_8)).doesNotContain("\nBcc:", "\nX-Evil:");
                    }
                    case Unfit unfit -> assertThat(unfit.why()).isNotEmpty();
                    case Composition.Unready unready -> throw new AssertionError(unready);
                }
            }
            assertThat(receivers)
                    .contains("bob@example.org")
                    .isSubsetOf("ann@example.org", "bob@example.org", "boss@example.com", "archive@example.com");
        }
    }

    private Written written(Row... rows) {
        return new Written(root).file("terms.pdf", "terms").people(rows).notification("""
                audience: { source: crm, query: people, to: "{{ name }} <{{ email }}>", key: id }
                subject: Hi {{ title }}
                text: Hello
                attach: [ { file: terms.pdf, name: "{{ file }}.pdf" } ]
                deliver:
                  cc: "{{ cc_name }} <{{ cc_email }}>"
                  bcc: "{{ bcc_email }}"
                  headers: { X-Ticket: "{{ ticket }}" }
                """);
    }

    private static Row row(Map<String, ?> other) {
        Map<String, @Nullable Object> columns = new HashMap<>(Map.of(
                "id", 1,
                "name", "Ann",
                "email", "ann@example.org",
                "title", "Dr",
                "cc_name", "Boss",
                "cc_email", "boss@example.com",
                "bcc_email", "archive@example.com",
                "ticket", "7",
                "file", "terms"));
        columns.putAll(other);
        return new Row(columns);
    }
}
