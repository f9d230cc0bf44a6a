package dev.tidings.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Row;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.contracts.SourceContract;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.SourceSpec.Limits;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest extends SourceContract {
    @TempDir
    Path root;

    @Override
    protected Source holding(List<Row> people, Limits limits) throws IOException {
        StringBuilder csv = new StringBuilder("id,name\n");
        for (Row person : people)
            csv.append(person.text("id").orElseThrow())
                    .append(',')
                    .append(quoted(person.text("name").orElseThrow()))
                    .append('\n');
        write("people.csv", csv.toString());
        return new FileSource(new SourceSpec.Files("people", limits), root);
    }

    @Override
    protected String everyone() {
        return "people.csv";
    }

    @Override
    protected Optional<String> amongIds() {
        return Optional.empty();
    }

    @Override
    protected Optional<String> byName() {
        return Optional.empty();
    }

    @Override
    protected String unanswerable() {
        return "nowhere.csv";
    }

    @Test
    void quoted_values_may_hold_anything() throws Exception {
        assertThat(rows("a,b\r\n\"x, y\",\"he said \"\"hi\"\"\"\r\n\"two\nlines\n\",\r\n"))
                .containsExactly(Map.of("a", "x, y", "b", "he said \"hi\""), Map.of("a", "two\nlines\n", "b", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b\n1;2,5\n", "\uFEFFa;b\n1;2,5", "a\tb\n1\t2,5\n\n", "\uFEFF\"a\"; b \r\n1;2,5\r\n"})
    void the_header_says_what_separates_and_a_byte_order_mark_is_no_part_of_it(String csv) throws Exception {
        assertThat(rows(csv)).containsExactly(Map.of("a", "1", "b", "2,5"));
    }

    @Test
    void what_cannot_be_read_is_named_and_the_rest_is_read() throws Exception {
        write("p.csv", """
                id,name
                1,Ann
                2
                3,Cy,x
                "4"x,Di
                5,E"d
                6,"Flo
                7,Gus
                8,Hal
                """);
        try (Rows rows = source().rows(query("p.csv"), NONE)) {
            assertThat(rows.next(100))
                    .extracting(row -> row.text("name").orElseThrow())
                    .containsExactly("Ann", "Gus", "Hal");
            assertThat(rows.unreadable())
                    .containsExactly(
                            "p.csv:3: has 1 values where the header has 2",
                            "p.csv:4: has 3 values where the header has 2",
                            "p.csv:5: value 1 goes on after its closing quote",
                            "p.csv:6: value 2 has a quote in it, but does not begin with one",
                            "p.csv:7: a quote is opened and not closed");
        }
    }

    @Test
    void a_line_that_is_not_utf_8_is_named_and_the_rest_is_read() throws Exception {
        Files.write(root.resolve("p.csv"), "id,name\n1,张伟\n2,Ann\n".getBytes(Charset.forName("GB18030")));
        try (Rows rows = source().rows(query("p.csv"), NONE)) {
            assertThat(rows.next(9)).singleElement().isEqualTo(new Row(Map.of("id", "2", "name", "Ann")));
            assertThat(rows.unreadable()).containsExactly("p.csv:2: is not UTF-8; save the file as UTF-8");
        }
    }

    @Test
    void no_more_than_a_thousand_unreadable_lines_are_named() throws Exception {
        write("p.csv", "a,b\n" + "x\n".repeat(1_500));
        try (Rows rows = source().rows(query("p.csv"), NONE)) {
            assertThat(rows.next(9)).isEmpty();
            assertThat(rows.unreadable()).hasSize(1_001).last().isEqualTo("and 500 more");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            ''      => is empty; its first line names the columns
            'a,,b'  => p.csv:1: a column has no name
            'a,b,a' => p.csv:1: two columns are called "a"
            'a,"b'  => p.csv:1: the header's quotes are not in order
            """)
    void a_header_that_will_not_do_is_told(String csv, String why) throws Exception {
        write("p.csv", csv);
        assertThatThrownBy(() -> source().rows(query("p.csv"), NONE).next(1))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_line_without_end_is_not_swallowed() throws Exception {
        write("p.csv", "a\n" + "x".repeat(1_100_000));
        assertThatThrownBy(() -> source().rows(query("p.csv"), NONE).next(1))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("p.csv:2: the line has more than 1,000,000 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../p.csv", "/etc/passwd.csv", "out.csv", "p.xlsx", "p", "data", "p.csv#/x", "\0.csv"})
    void nothing_outside_the_workspace_and_nothing_else_is_read(String path) throws Exception {
        Files.writeString(root.resolve("p.xlsx"), "x");
        Files.createSymbolicLink(root.resolve("out.csv"), Path.of("/etc/passwd"));
        assertThatThrownBy(() -> source().rows(query(path), NONE)).isInstanceOf(SourceFailure.class);
        Files.delete(root.resolve("out.csv"));
    }

    @Test
    void what_is_written_as_csv_is_read_as_it_was() throws Exception {
        Random random = new Random(11);
        String letters = "ab,\";\n \t'é张";
        for (int round = 0; round < 200; round++) {
            List<Map<String, String>> expected = new ArrayList<>();
            StringBuilder csv = new StringBuilder("a,b\n");
            for (int row = random.nextInt(6); row >= 0; row--) {
                String a = "x" + text(random, letters);
                String b = text(random, letters);
                expected.add(Map.of("a", a, "b", b));
                csv.append(quoted(a)).append(',').append(quoted(b)).append("\n");
            }
            assertThat(rows(csv.toString())).isEqualTo(expected);
        }
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) text.append(letters.charAt(random.nextInt(letters.length())));
        return text.toString();
    }

    private List<Map<String, Object>> rows(String csv) throws Exception {
        write("p.csv", csv);
        try (Rows rows = source().rows(query("p.csv"), NONE)) {
            List<Map<String, Object>> all =
                    rows.next(1_000).stream().map(Row::columns).toList();
            assertThat(rows.unreadable()).isEmpty();
            return all;
        }
    }

    private Source source() {
        return new FileSource(new SourceSpec.Files("people", ROOMY), root);
    }

    private void write(String path, String text) throws IOException {
        Files.write(root.resolve(path), text.getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String value) {
        return '"' + value.replace("\"", "\"\"") + '"';
    }
}
