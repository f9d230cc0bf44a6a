package dev.tidings.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Text with columns of a row in it: `{{ name }} <{{ email }}>`. Read once, filled for every row. Nothing but
/// columns may stand between the braces; templates proper are another room's affair.
final class ColumnText {
    private static final Pattern COLUMN = Pattern.compile("\\{\\{\\s*([\\p{L}_][\\p{L}\\p{N}_]*)\\s*}}");

    private final String text;
    private final List<Piece> pieces;

    private ColumnText(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = List.copyOf(pieces);
    }

    /// @throws IllegalArgumentException when braces hold anything but a column's name
    static ColumnText of(String text) {
        List<Piece> pieces = new ArrayList<>();
        Matcher column = COLUMN.matcher(text);
        int at = 0;
        while (column.find()) {
            pieces.add(new Piece(text.substring(at, column.start()), column.group(1)));
            at = column.end();
        }
        pieces.add(new Piece(text.substring(at), null));
        for (Piece piece : pieces) {
            if (piece.before().contains("{{") || piece.before().contains("}}")) {
                throw new IllegalArgumentException(
                        "\"%s\": only a column's name may stand in {{ }}, as in {{ email }}".formatted(text));
            }
        }
        return new ColumnText(text, pieces);
    }

    /// The first column it needs that the row does not have. A column that is there but empty is there.
    Optional<String> lackingIn(Row row) {
        return pieces.stream()
                .flatMap(piece -> Optional.ofNullable(piece.column()).stream())
                .filter(column -> !row.columns().containsKey(column))
                .findFirst();
    }

    String fill(Row row) {
        StringBuilder filled = new StringBuilder();
        for (Piece piece : pieces) {
            filled.append(piece.before());
            Optional.ofNullable(piece.column()).flatMap(row::text).ifPresent(filled::append);
        }
        return filled.toString();
    }

    @Override
    public String toString() {
        return text;
    }

    private record Piece(String before, @Nullable String column) {}
}
