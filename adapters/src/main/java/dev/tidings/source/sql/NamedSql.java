package dev.tidings.source.sql;

import dev.tidings.audience.SourceFailure;
import dev.tidings.source.reading.Question;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One SELECT with `:name` parameters, as pieces of text and names between them.
///
/// A list stands for several values (`in (:id)`); an empty one for `null`, which `in` matches with nothing.
final class NamedSql {
    private final Dialect dialect;
    private final List<Piece> pieces;

    private NamedSql(Dialect dialect, List<Piece> pieces) {
        this.dialect = dialect;
        this.pieces = pieces;
    }

    /// @throws IllegalArgumentException in a sentence, when it is not one question
    static NamedSql read(String text, Dialect dialect) {
        List<Piece> pieces = new ArrayList<>();
        Guard guard = new Guard();
        for (SqlToken token : SqlToken.all(text, dialect)) {
            guard.see(token);
            switch (token.kind()) {
                case PARAMETER -> pieces.add(new Parameter(token.text().substring(1)));
                case END -> {}
                case SYMBOL -> pieces.add(new Plain(token.text().equals("?") ? questionMark(dialect) : token.text()));
                case WORD, QUOTED, COMMENT, SPACE -> pieces.add(new Plain(token.text()));
            }
        }
        guard.requireQuestion();
        return new NamedSql(dialect, pieces);
    }

    private static String questionMark(Dialect dialect) {
        if (dialect == Dialect.POSTGRESQL) return dialect.questionMark();
        throw new IllegalArgumentException("parameters are written :name, not ?");
    }

    /// With everything that parameters stand for.
    Bound bind(Question question) throws SourceFailure {
        StringBuilder text = new StringBuilder();
        List<@Nullable Object> values = new ArrayList<>();
        for (Piece piece : pieces) {
            switch (piece) {
                case Plain(String plain) -> text.append(plain);
                case Parameter(String name) -> bind(question.parameter(name), text, values);
            }
        }
        return new Bound(text.toString(), values, dialect);
    }

    private static void bind(@Nullable Object value, StringBuilder text, List<@Nullable Object> values) {
        if (value instanceof Collection<?> several) {
            text.append(several.isEmpty() ? "null" : String.join(", ", Collections.nCopies(several.size(), "?")));
            values.addAll(several);
        } else {
            text.append('?');
            values.add(value);
        }
    }

    /// @param text with `?` for each of the values
    record Bound(String text, List<@Nullable Object> values, Dialect dialect) {}

    private sealed interface Piece {}

    private record Plain(String text) implements Piece {}

    private record Parameter(String name) implements Piece {}

    /// Sees to it that a query is one question. The database's own read-only transaction is what keeps data
    /// safe; this says in words what it would refuse, and refuses what a read-only transaction lets through
    /// (`into outfile`).
    private static final class Guard {
        private boolean begun;
        private boolean ended;

        void see(SqlToken token) {
            if (token.kind() == SqlToken.Kind.SPACE || token.kind() == SqlToken.Kind.COMMENT) return;
            if (ended && token.kind() != SqlToken.Kind.END) {
                throw new IllegalArgumentException("a query is one statement; another follows after the \";\"");
            }
            if (token.kind() == SqlToken.Kind.END) ended = true;
            else if (!begun) begin(token);
            if (token.isWord("into"))
                throw new IllegalArgumentException("a query only asks; it cannot write INTO anything");
        }

        private void begin(SqlToken first) {
            begun = true;
            boolean asks = first.isWord("select")
                    || first.isWord("with")
                    || first.isWord("values")
                    || first.text().equals("(");
            if (!asks)
                throw new IllegalArgumentException(
                        "a query only asks: it begins with SELECT, WITH or VALUES, not \"%s\"".formatted(first.text()));
        }

        void requireQuestion() {
            if (!begun) throw new IllegalArgumentException("the query is empty");
        }
    }
}
