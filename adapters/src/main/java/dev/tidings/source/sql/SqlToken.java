package dev.tidings.source.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// A piece of SQL text, as far as we need to tell them apart: what is quoted or a comment holds no
/// parameters.
record SqlToken(Kind kind, String text) {
    enum Kind {
        WORD,
        /// `:name`
        PARAMETER,
        /// String, quoted identifier, or dollar-quoted text
        QUOTED,
        COMMENT,
        SPACE,
        /// `;`
        END,
        SYMBOL
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    /// @throws IllegalArgumentException when a quote or a comment is never closed
    static List<SqlToken> all(String sql, Dialect dialect) {
        return new Scanner(sql, dialect).scan();
    }

    private static final class Scanner {
        private final String sql;
        private final Dialect dialect;
        private final List<SqlToken> tokens = new ArrayList<>();
        private int at;

        private Scanner(String sql, Dialect dialect) {
            this.sql = sql;
            this.dialect = dialect;
        }

        private List<SqlToken> scan() {
            while (at < sql.length()) {
                int start = at;
                Kind kind = next();
                tokens.add(new SqlToken(kind, sql.substring(start, at)));
            }
            return tokens;
        }

        private Kind next() {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) return run(Kind.SPACE, Character::isWhitespace);
            if (isNameStart(c)) return word();
            if (Character.isDigit(c)) return run(Kind.SYMBOL, this::isNamePart);
            if (c == '\'') return quoted('\'', dialect == Dialect.MARIADB);
            if (c == '"') return quoted('"', dialect == Dialect.MARIADB);
            if (c == '`' && dialect != Dialect.POSTGRESQL) return quoted('`', false);
            if (c == '[' && dialect == Dialect.SQLITE) return quoted(']', false);
            if (looksAt("--") || (c == '#' && dialect == Dialect.MARIADB)) return lineComment();
            if (looksAt("/*")) return blockComment();
            if (c == '$' && dialect == Dialect.POSTGRESQL) return dollar();
            if (looksAt("::") || looksAt(":=")) return take(2, Kind.SYMBOL);
            if (c == ':' && at + 1 < sql.length() && isNameStart(sql.charAt(at + 1))) {
                at++;
                return run(Kind.PARAMETER, this::isNamePart);
            }
            return take(1, c == ';' ? Kind.END : Kind.SYMBOL);
        }

        private Kind word() {
            int start = at;
            run(Kind.WORD, this::isNamePart);
            boolean escapes =
                    dialect == Dialect.POSTGRESQL && sql.substring(start, at).equalsIgnoreCase("e");
            // PostgreSQL's E'it\'s'
            return escapes && looksAt("'") ? quoted('\'', true) : Kind.WORD;
        }

        private Kind quoted(char close, boolean backslashEscapes) {
            int open = at;
            for (at++; at < sql.length(); at++) {
                char c = sql.charAt(at);
                if (c == '\\' && backslashEscapes) at++;
                else if (c == close && close != ']' && at + 1 < sql.length() && sql.charAt(at + 1) == close) at++;
                else if (c == close) return take(1, Kind.QUOTED);
            }
            throw unclosed(open);
        }

        private Kind lineComment() {
            int end = sql.indexOf('\n', at);
            at = end < 0 ? sql.length() : end;
            return Kind.COMMENT;
        }

        /// MySQL runs what stands in `/*! … */`, so that is refused.
        private Kind blockComment() {
            if (looksAt("/*!") || looksAt("/*M!")) {
                throw new IllegalArgumentException("comments that are run (/*! … */) have no place in a query");
            }
            int open = at;
            int depth = 0;
            while (at < sql.length()) {
                if (looksAt("/*") && (depth == 0 || dialect == Dialect.POSTGRESQL)) {
                    depth++;
                    at += 2;
                } else if (looksAt("*/")) {
                    at += 2;
                    if (--depth == 0) return Kind.COMMENT;
                } else {
                    at++;
                }
            }
            throw unclosed(open);
        }

        /// `$$ … $$` and `$tag$ … $tag$`
        private Kind dollar() {
            int close = sql.indexOf('$', at + 1);
            boolean tagged = close > 0
                    && sql.substring(at + 1, close).chars().allMatch(this::isNamePart)
                    && !Character.isDigit(sql.charAt(at + 1));
            if (!tagged) return take(1, Kind.SYMBOL);
            String delimiter = sql.substring(at, close + 1);
            int end = sql.indexOf(delimiter, close + 1);
            if (end < 0) throw unclosed(at);
            at = end + delimiter.length();
            return Kind.QUOTED;
        }

        private Kind run(Kind kind, IntPredicate part) {
            while (at < sql.length() && part.test(sql.charAt(at))) at++;
            return kind;
        }

        private Kind take(int chars, Kind kind) {
            at += chars;
            return kind;
        }

        private boolean looksAt(String text) {
            return sql.startsWith(text, at);
        }

        private boolean isNameStart(int c) {
            return Character.isLetter(c) || c == '_';
        }

        private boolean isNamePart(int c) {
            return isNameStart(c) || Character.isDigit(c);
        }

        private IllegalArgumentException unclosed(int open) {
            int line = (int) sql.substring(0, open).lines().count();
            return new IllegalArgumentException("what begins with %s in line %d of the query is never closed"
                    .formatted(sql.substring(open, Math.min(sql.length(), open + 2)), Math.max(1, line)));
        }
    }
}
