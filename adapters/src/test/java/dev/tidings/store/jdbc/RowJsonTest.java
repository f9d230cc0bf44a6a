package dev.tidings.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.audience.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RowJsonTest {

    @Test
    void any_row_comes_back_as_it_was() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            Row row = new Row(columns(random, 3));

            Row back = RowJson.row(RowJson.of(row));

            assertThat(back).isEqualTo(row);
            assertThat(back.columns().keySet())
                    .containsExactlyElementsOf(row.columns().keySet());
        }
    }

    @Test
    void names_that_look_like_types_stay_names() {
        Row row = new Row(Map.of("$date", "x", "a", Map.of("$date", "x"), "b", Map.of("$$", 1L, "$date", "y")));

        assertThat(RowJson.row(RowJson.of(row))).isEqualTo(row);
    }

    @Test
    void it_reads_as_json() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("name", "Ann");
        columns.put("visits", 3L);
        columns.put("since", LocalDate.of(2020, 1, 31));

        assertThat(RowJson.of(new Row(columns)))
                .isEqualTo("{\"name\":\"Ann\",\"visits\":3,\"since\":{\"$date\":\"2020-01-31\"}}");
    }

    @Test
    void what_no_row_may_hold_is_named() {
        assertThatThrownBy(() -> RowJson.of(new Row(Map.of("n", BigInteger.ONE))))
                .hasMessageContaining("java.math.BigInteger");
    }

    private static Map<String, @Nullable Object> columns(Random random, int depth) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            columns.put(name(random), value(random, depth));
        }
        return columns;
    }

    private static String name(Random random) {
        return List.of("a", "b", "name", "$decimal", "$", "$$x", "$map", "名", "")
                .get(random.nextInt(9));
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 14 : 12)) {
            case 0 -> null;
            case 1 -> text(random);
            case 2 -> random.nextLong();
            case 3 -> Double.longBitsToDouble(random.nextLong());
            case 4 -> new BigDecimal(new BigInteger(90, random), random.nextInt(-30, 30));
            case 5 -> random.nextBoolean();
            case 6 -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            case 7 -> LocalDate.ofEpochDay(random.nextInt(-1_000_000, 1_000_000));
            case 8 -> LocalDateTime.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000), ZoneOffset.UTC);
            case 9 ->
                OffsetDateTime.of(2026, 3, 2, 9, 0, random.nextInt(60), 0, ZoneOffset.ofHours(random.nextInt(18)));
            case 10 -> LocalTime.ofNanoOfDay(random.nextInt(Integer.MAX_VALUE));
            case 11 -> (double) random.nextInt(100);
            case 12 -> list(random, depth - 1);
            default -> new HashMap<>(columns(random, depth - 1));
        };
    }

    private static List<@Nullable Object> list(Random random, int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(random, depth));
        }
        return list;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        random.ints(random.nextInt(12), 0, 0x1F64F)
                .filter(each -> each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE)
                .forEach(text::appendCodePoint);
        return text.toString();
    }
}
