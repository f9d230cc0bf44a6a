package dev.tidings.source.sql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A column of a result, and how its values become those of a row.
record SqlColumn(int index, String name, Kind kind) {
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    enum Kind {
        PLAIN,
        DATE,
        TIME,
        /// A date and time that says nothing of a zone.
        WALL_TIME,
        /// A moment: PostgreSQL's `timestamptz`.
        MOMENT,
        /// A moment, told as a date and time in the session's zone, which is UTC: MariaDB's `timestamp`.
        MOMENT_IN_UTC
    }

    static SqlColumn of(int index, ResultSetMetaData meta) throws SQLException {
        return new SqlColumn(index, meta.getColumnLabel(index), kind(index, meta));
    }

    private static Kind kind(int index, ResultSetMetaData meta) throws SQLException {
        String driver = meta.getClass().getName();
        if (driver.startsWith("org.sqlite")) return Kind.PLAIN; // each value says what it is
        String type = meta.getColumnTypeName(index).toLowerCase(Locale.ROOT);
        return switch (meta.getColumnType(index)) {
            case Types.DATE -> type.equals("year") ? Kind.PLAIN : Kind.DATE;
            case Types.TIME -> Kind.TIME;
            case Types.TIMESTAMP_WITH_TIMEZONE -> Kind.MOMENT;
            case Types.TIMESTAMP ->
                type.equals("timestamptz")
                        ? Kind.MOMENT
                        : driver.startsWith("org.mariadb") && type.equals("timestamp")
                                ? Kind.MOMENT_IN_UTC
                                : Kind.WALL_TIME;
            default -> Kind.PLAIN;
        };
    }

    @Nullable
    Object value(ResultSet rows) throws SQLException {
        return switch (kind) {
            case PLAIN -> plain(rows.getObject(index));
            case DATE -> rows.getObject(index, LocalDate.class);
            case TIME -> rows.getObject(index, LocalTime.class);
            case WALL_TIME -> rows.getObject(index, LocalDateTime.class);
            case MOMENT -> {
                @Nullable OffsetDateTime moment = rows.getObject(index, OffsetDateTime.class);
                yield moment == null ? null : moment.toInstant();
            }
            case MOMENT_IN_UTC -> {
                @Nullable LocalDateTime moment = rows.getObject(index, LocalDateTime.class);
                yield moment == null ? null : moment.toInstant(ZoneOffset.UTC);
            }
        };
    }

    private @Nullable Object plain(@Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case String _, Long _, Double _, BigDecimal _, Boolean _ -> value;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Float number -> Double.valueOf(number.toString());
            case BigInteger number ->
                number.abs().compareTo(LONG_MAX) <= 0 ? number.longValue() : new BigDecimal(number);
            case byte[] _ ->
                throw new SQLException("the column \"%s\" holds binary data, which no mail can show".formatted(name));
            case Array array -> list((Object[]) array.getArray());
            default -> value.toString();
        };
    }

    private List<@Nullable Object> list(@Nullable Object[] items) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>(items.length);
        for (@Nullable Object item : items) list.add(plain(item));
        return list;
    }
}
