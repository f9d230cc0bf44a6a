package dev.tidings.workspace;

import java.util.Map;
import java.util.Optional;

/// The keys of one section as far as they were written.
final class Fields {
    private final Node whole;
    private final Section section;
    private final Map<String, Node> written;

    Fields(Node whole, Section section, Map<String, Node> written) {
        this.whole = whole;
        this.section = section;
        this.written = written;
    }

    boolean has(String key) {
        return get(key).isPresent();
    }

    Optional<Node> get(String key) {
        if (!section.knows(key)) {
            throw new IllegalArgumentException(section + " has no key \"" + key + "\"");
        }
        return Optional.ofNullable(written.get(key));
    }

    <T> Optional<T> read(String key, Kind<T> kind) {
        return get(key).flatMap(node -> node.as(kind));
    }

    /// What is written, or what is usual: where nothing is written, and also where it was wrong, which the
    /// page knows.
    <T> T read(String key, Kind<T> kind, T usual) {
        return read(key, kind).orElse(usual);
    }

    /// As [#get], but its absence is a problem.
    ///
    /// @param mend what to write
    Optional<Node> need(String key, String mend) {
        Optional<Node> node = get(key);
        if (node.isEmpty()) {
            problem(new Mistake(key + " is missing", mend));
        }
        return node;
    }

    /// A key that excludes others.
    void either(String one, String... others) {
        for (String other : others) {
            Optional<Node> second = get(other);
            if (has(one) && second.isPresent()) {
                second.get()
                        .problem(new Mistake(
                                "\"" + one + "\" is written too, and only one of the two can stand", "Remove one."));
            }
        }
    }

    /// Says something of the section as a whole, unless it is none, which is said already.
    void problem(Mistake mistake) {
        if (whole.isMap()) {
            whole.problem(mistake);
        }
    }
}
