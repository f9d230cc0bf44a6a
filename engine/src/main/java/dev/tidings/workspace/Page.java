package dev.tidings.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One file while it is read: its name, and the problems found in it so far.
///
/// Only the first hundred are kept: whoever mends those will read again.
final class Page {
    private static final int PROBLEMS_MAX = 100;

    private final String file;
    private final List<Problem> problems = new ArrayList<>();

    Page(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    void problem(int line, int column, String what, Optional<String> mend) {
        Problem problem = new Problem(file, line, column, what, mend);
        if (problems.size() < PROBLEMS_MAX && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /// Says something of the file as a whole.
    void problem(Mistake mistake) {
        problem(0, 0, mistake.what(), mistake.mend());
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    boolean sound() {
        return problems.isEmpty();
    }
}
