package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each mistake is told with its exact place and words. The table is `mistakes.txt` beside this class: a line
/// that begins with `==` names a mistake, one with `--` the file in which it is made, and behind `>>` stands
/// what is said.
class MistakesTest {
    record Mistaken(String name, List<String> files, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void a_mistake_is_told_with_its_place_and_a_way_to_mend_it(Mistaken mistake, @TempDir Path root)
            throws IOException {
        Desk desk = desk(root);
        for (String file : mistake.files) {
            int end = file.indexOf('\n');
            desk.write(file.substring(0, end).strip(), file.substring(end + 1));
        }

        assertThat(Desk.said(desk.read()).replace(root.toRealPath().toString(), "ROOT"))
                .isEqualTo(mistake.said);
    }

    private static Desk desk(Path root) {
        Desk desk = new Desk(root);
        desk.write("data/people.csv", "email\nann@example.com\n");
        desk.write("attachments/terms.pdf", "terms");
        desk.write("templates/weekly/subject.txt", "Weekly");
        desk.write("templates/weekly/body.txt", "Hello");
        desk.environment.put("HIDDEN", "hunter2 hunter2");
        desk.environment.put("EMPTY", "");
        return desk;
    }

    static List<Mistaken> mistakes() throws IOException {
        List<Mistaken> mistakes = new ArrayList<>();
        for (String each : table().split("(?m)^== ")) {
            if (each.isBlank()) {
                continue;
            }
            int name = each.indexOf('\n');
            int said = each.indexOf("\n>>\n");
            List<String> files =
                    new ArrayList<>(List.of(each.substring(name + 1, said + 1).split("(?m)^-- ")));
            files.removeFirst();
            mistakes.add(new Mistaken(
                    each.substring(0, name), files, each.substring(said + 4).strip()));
        }
        return mistakes;
    }

    private static String table() throws IOException {
        try (InputStream in = MistakesTest.class.getResourceAsStream("mistakes.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
