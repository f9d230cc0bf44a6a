package dev.tidings.workspace;

import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Where in a YAML file a body is written that has no file of its own.
///
/// @param line   of the body's first line, from 1
/// @param column of the first line's first character, from 1; 0 when it cannot be told
/// @param even   whether the body's lines are the file's lines, all beginning in the same column
public record Origin(String file, int line, int column, boolean even) {

    /// @param text the whole file
    static Origin of(String file, ScalarNode body, String text) {
        int line = body.getStartMark().map(Mark::getLine).orElse(0) + 1;
        int column = body.getStartMark().map(Mark::getColumn).orElse(0) + 1;
        ScalarStyle style = body.getScalarStyle();
        return switch (style) {
            case LITERAL -> new Origin(file, line + 1, indent(text, line) + 1, true);
            case FOLDED -> new Origin(file, line + 1, 0, false);
            case SINGLE_QUOTED, DOUBLE_QUOTED -> new Origin(file, line, column + 1, false);
            default -> new Origin(file, line, column, false);
        };
    }

    private static int indent(String text, int lines) {
        return text.lines()
                .skip(lines)
                .filter(each -> !each.isBlank())
                .mapToInt(each -> each.length() - each.stripLeading().length())
                .findFirst()
                .orElse(0);
    }

    /// The problem, told in the file's own lines.
    public Problem place(Problem inBody) {
        int down = Math.max(0, inBody.line() - 1);
        boolean exact = even || down == 0;
        int right = exact && column > 0 && inBody.column() > 0 ? column + inBody.column() - 1 : 0;
        return new Problem(file, even ? line + down : line, right, inBody.what(), inBody.mend());
    }
}
