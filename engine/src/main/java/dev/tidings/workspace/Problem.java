package dev.tidings.workspace;

import java.util.Optional;

/// Something a person has to mend, in words that are the same on the command line, in the log, on the page
/// and in the API.
///
/// @param file   relative to the workspace
/// @param line   from 1; 0 when the whole file is meant
/// @param column from 1; 0 when the whole line is meant
/// @param what   where in the file's own terms, and what is wrong: `schedule.zone: "Asia/Shanghia" is not a
///               time zone`
/// @param mend   what to do about it
public record Problem(String file, int line, int column, String what, Optional<String> mend)
        implements Comparable<Problem> {

    @Override
    public int compareTo(Problem other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    public String place() {
        return line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }

    @Override
    public String toString() {
        return place() + ": " + what + mend.map(each -> "\n    " + each).orElse("");
    }
}
