package dev.tidings.server.answer;

import dev.tidings.workspace.Problem;
import java.util.Optional;

/// Something in the workspace that a person has to mend.
///
/// @param place `file:line:column`, as far as known
/// @param line  from 1; 0 when the whole file is meant
public record ProblemAnswer(String place, String file, int line, int column, String what, Optional<String> mend) {
    public static ProblemAnswer of(Problem problem) {
        return new ProblemAnswer(
                problem.place(), problem.file(), problem.line(), problem.column(), problem.what(), problem.mend());
    }
}
