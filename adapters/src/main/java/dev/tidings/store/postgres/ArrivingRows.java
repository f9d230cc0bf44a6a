package dev.tidings.store.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/// Rows on their way into a table, as text of PostgreSQL's COPY: a value after a tab, a row on a line, `\N`
/// where there is nothing.
public final class ArrivingRows implements AutoCloseable {
    private static final int LETTERS_AT_ONCE = 64 * 1024;

    private final CopyIn copy;
    private final List<String> types;
    private final StringBuilder lines = new StringBuilder();

    /// @param types of the columns, as PostgreSQL calls them
    ArrivingRows(CopyIn copy, List<String> types) {
        this.copy = copy;
        this.types = types;
    }

    /// @param row its columns in this order; times and spans are milliseconds
    /// @return true
    public boolean add(ResultSet row) throws SQLException {
        for (int column = 0; column < types.size(); column++) {
            if (column > 0) lines.append('\t');
            lines.append(text(types.get(column), row.getObject(column + 1)));
        }
        lines.append('\n');
        if (lines.length() >= LETTERS_AT_ONCE) send();
        return true;
    }

    private void send() throws SQLException {
        byte[] octets = lines.toString().getBytes(UTF_8);
        copy.writeToCopy(octets, 0, octets.length);
        lines.setLength(0);
    }

    private static String text(String type, @Nullable Object value) {
        if (value == null) return "\\N";
        return switch (value) {
            case byte[] octets -> "\\\\x" + HexFormat.of().formatHex(octets);
            case String text -> escaped(text);
            case Number number -> number(type, number.longValue());
            default -> throw new IllegalArgumentException("nobody knows how to write " + value.getClass());
        };
    }

    private static String number(String type, long number) {
        return switch (type) {
            case "timestamp with time zone" -> Instant.ofEpochMilli(number).toString();
            case "interval" -> number + " milliseconds";
            case "boolean" -> number == 0 ? "f" : "t";
            default -> Long.toString(number);
        };
    }

    /// It keeps no NUL.
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\t", "\\t")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace('\0', '\ufffd');
    }

    /// To be called when all are in; without it none of them is.
    public void end() throws SQLException {
        send();
        copy.endCopy();
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) copy.cancelCopy();
    }
}
