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
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class JsonFileTest extends SourceContract {
    @TempDir
    Path root;

    @Override
    protected Source holding(List<Row> people, Limits limits) throws IOException {
        write(
                "people.json",
                new JsonMapper()
                        .writeValueAsString(people.stream().map(Row::columns).toList()));
        return new FileSource(new SourceSpec.Files("people", limits), root);
    }

    @Override
    protected String everyone() {
        return "people.json";
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
        return "nowhere.json";
    }

    @Test
    void two_values_of_one_name_are_refused() {
        for (String json : List.of("[{\"id\":1,\"id\":2}]", "[{\"id\":1,\"more\":{\"a\":1,\"b\":2,\"a\":3}}]")) {
            assertThatThrownBy(() -> rows("p.json", json))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("p.json:1:")
                    .hasMessageContaining("Duplicate");
        }
        assertThatThrownBy(() -> rows("p.json#/data", "{\"data\":[{\"id\":1}],\"data\":[{\"id\":2}]}"))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("Duplicate");
    }

    @Test
    void values_keep_their_types_and_their_nesting() throws Exception {
        Row row = rows(
                        "p.json",
                        "[{\"a\":1,\"b\":9007199254740993,\"c\":12.50,\"d\":true,\"e\":null,\"f\":[1,{\"g\":\"x\"}],\"h\":123456789012345678901}]")
                .getFirst();

        assertThat(row.columns())
                .containsEntry("a", 1L)
                .containsEntry("b", 9007199254740993L)
                .containsEntry("c", new BigDecimal("12.50"))
                .containsEntry("d", true)
                .containsEntry("e", null)
                .containsEntry("f", List.of(1L, Map.of("g", "x")))
                .containsEntry("h", new BigDecimal("123456789012345678901"));
    }

    @Test
    void rows_are_found_where_the_pointer_says() throws Exception {
        String json = "{\"skip\":[{\"id\":9}],\"data\":{\"more\":{\"items\":1},\"a/b\":[{\"id\":1}]}}";

        assertThat(rows("p.json#/data/a~1b", json)).containsExactly(new Row(Map.of("id", 1L)));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            p.json         => {"a": []}        => p.json is no array but an object; say after # where in it the rows are
            p.json#/b      => {"a": []}        => there is no "b" in p.json
            p.json#/a      => {"a": 1}         => #/a is no array
            p.json#a       => {"a": []}        => written like #/data/items
            p.json         => 7                => p.json is no array
            p.json         => [{"id":1},{"id"  => p.json:1:
            p.json         => [{"id":01}]      => p.json:1:
            p.json         => [{"id":1}        => p.json:1:
            """)
    void a_document_that_will_not_do_is_told(String path, String json, String why) throws Exception {
        assertThatThrownBy(() -> rows(path, json))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining(why);
    }

    @Test
    void too_deep_and_too_long_is_refused() {
        assertThatThrownBy(() -> rows("p.json", "[{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}]"))
                .isInstanceOf(SourceFailure.class);
        assertThatThrownBy(() -> rows("p.json", "[{\"a\":\"" + "x".repeat(1_100_000) + "\"}]"))
                .isInstanceOf(SourceFailure.class);
        assertThatThrownBy(() -> rows("p.json", "[{\"a\":" + "9".repeat(200) + "}]"))
                .isInstanceOf(SourceFailure.class);
        assertThatThrownBy(() -> rows("p.json", "[{\"a\":[" + "1,".repeat(100_001) + "1]}]"))
                .isInstanceOf(SourceFailure.class)
                .hasMessageContaining("one row holds more than");
    }

    @Test
    void items_that_are_no_objects_are_named() throws Exception {
        write("p.json", "[{\"id\":1},\n7,\n[{\"id\":2}],\n{\"id\":3}]");
        try (Source source = source();
                Rows rows = source.rows(query("p.json"), NONE)) {
            assertThat(rows.next(9)).hasSize(2);
            assertThat(rows.unreadable())
                    .containsExactly("p.json:2: item 2 is not an object", "p.json:3: item 3 is not an object");
        }
    }

    @Test
    void each_line_of_a_jsonl_file_is_a_row_or_is_named() throws Exception {
        write("p.jsonl", "\uFEFF{\"id\":1}\n\n{\"id\":2\n[3]\n{\"id\":4} {\"id\":5}\n{\"id\":6}\r\n");
        try (Source source = source();
                Rows rows = source.rows(query("p.jsonl"), NONE)) {
            assertThat(rows.next(9)).containsExactly(new Row(Map.of("id", 1L)), new Row(Map.of("id", 6L)));
            assertThat(rows.unreadable()).hasSize(3);
            assertThat(rows.unreadable().get(0)).startsWith("p.jsonl:3: is not JSON: ");
            assertThat(rows.unreadable().get(1)).isEqualTo("p.jsonl:4: is not an object");
            assertThat(rows.unreadable().get(2)).isEqualTo("p.jsonl:5: has more than one object");
        }
    }

    private List<Row> rows(String query, String json) throws Exception {
        write(query.replaceFirst("#.*", ""), json);
        List<Row> all = new ArrayList<>();
        try (Source source = source();
                Rows rows = source.rows(query(query), NONE)) {
            for (List<Row> page = rows.next(10); !page.isEmpty(); page = rows.next(10)) all.addAll(page);
        }
        return all;
    }

    private Source source() {
        return new FileSource(new SourceSpec.Files("people", ROOMY), root);
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(root.resolve(path), text);
    }
}
