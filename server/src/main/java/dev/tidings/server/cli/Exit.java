package dev.tidings.server.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the process ends with; the same for every command, and kept from version to version.
enum Exit {
    FINE(0, "all is well"),
    PROBLEM(1, "problems were found, or not all could be done; the message says what to mend"),
    USAGE(2, "the command was not understood"),
    UNKNOWN(3, "there is no such thing: notification, person, delivery"),
    UNREACHABLE(4, "not now: the server or the database does not answer or refuses, the store or the port is in use");

    private final int code;
    private final String meaning;

    Exit(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    /// As picocli lists them.
    static Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        Arrays.stream(values()).forEach(exit -> all.put(" " + exit.code, exit.meaning));
        return all;
    }
}
