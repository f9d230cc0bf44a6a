package dev.tidings.workspace;

import dev.tidings.schedule.MalformedCron;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A place in a YAML file, asked for what it should hold.
///
/// Whatever is not as it should be becomes a problem of the page, and reading goes on without it: a reader
/// asks for all it wants, and asks the page at the end whether all was well.
final class Node {
    private final Page page;
    private final Optional<Secrets> secrets;
    private final String path;
    private final org.snakeyaml.engine.v2.nodes.Node yaml;

    private Node(Page page, Optional<Secrets> secrets, String path, org.snakeyaml.engine.v2.nodes.Node yaml) {
        this.page = page;
        this.secrets = secrets;
        this.path = path;
        this.yaml = yaml;
    }

    /// The root of a file in which every value stands as it is written.
    static Node root(Page page, org.snakeyaml.engine.v2.nodes.Node yaml) {
        return new Node(page, Optional.empty(), "", yaml);
    }

    /// The root of a file in which `${NAME}` stands for something else.
    static Node root(Page page, org.snakeyaml.engine.v2.nodes.Node yaml, Secrets secrets) {
        return new Node(page, Optional.of(secrets), "", yaml);
    }

    org.snakeyaml.engine.v2.nodes.Node yaml() {
        return yaml;
    }

    Page page() {
        return page;
    }

    boolean isMap() {
        return yaml instanceof MappingNode;
    }

    boolean isList() {
        return yaml instanceof SequenceNode;
    }

    /// True when nothing stands here.
    boolean isBlank() {
        return yaml instanceof ScalarNode scalar && scalar.getValue().isBlank();
    }

    /// Keys that a section knows; any other is a problem.
    Fields fields(Section section) {
        Map<String, Node> known = new LinkedHashMap<>();
        entries("keys are expected", "Known here: " + section.names() + ".").forEach((key, entry) -> {
            if (section.knows(key)) {
                known.put(key, entry.value);
            } else {
                entry.key.problem(new Mistake(
                        "unknown key", Guess.sentence(key, section.keys()) + "Known here: " + section.names() + "."));
            }
        });
        return new Fields(this, section, known);
    }

    /// Names that a person chose, each with what it names.
    Map<String, Node> named() {
        Map<String, Node> named = new LinkedHashMap<>();
        entries("names are expected", "Write a name, a colon, and below it what it names.")
                .forEach((name, entry) -> named.put(name, entry.value));
        return named;
    }

    private Map<String, Entry> entries(String expected, String mend) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(yaml instanceof MappingNode map)) {
            mismatch(expected, mend);
            return entries;
        }
        for (NodeTuple tuple : map.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                at(path, tuple.getKeyNode()).problem(new Mistake("a key is text, not a list or a map"));
                continue;
            }
            String name = scalar.getValue();
            String below = (path.isEmpty() ? "" : path + ".") + Quoted.shown(name);
            Node key = at(below, tuple.getKeyNode());
            if (entries.putIfAbsent(name, new Entry(key, at(below, tuple.getValueNode()))) != null) {
                key.problem(new Mistake("is written twice", "Remove one of the two."));
            }
        }
        return entries;
    }

    private record Entry(Node key, Node value) {}

    List<Node> items() {
        if (!(yaml instanceof SequenceNode list)) {
            mismatch("a list is expected", "Write [ one, two ], or each item on its own line behind a dash.");
            return List.of();
        }
        List<Node> items = new ArrayList<>();
        for (org.snakeyaml.engine.v2.nodes.Node item : list.getValue()) {
            items.add(at(path + "[" + items.size() + "]", item));
        }
        if (items.isEmpty()) {
            problem(new Mistake("the list is empty", "Write something into it, or remove the key."));
        }
        return items;
    }

    /// The items of a list; a single one need not stand in a list.
    List<Node> oneOrMore() {
        return isList() ? items() : List.of(this);
    }

    private Node at(String below, org.snakeyaml.engine.v2.nodes.Node node) {
        return new Node(page, secrets, below, node);
    }

    /// False when a variable or a secret's file is missing that the text refers to; no problem of the page.
    boolean isAtHand() {
        try {
            return !(yaml instanceof ScalarNode scalar)
                    || secrets.isEmpty()
                    || !secrets.get().fill(scalar.getValue()).isBlank();
        } catch (Mistake missing) {
            return false;
        }
    }

    /// A value of this kind, where there is one.
    <T> Optional<T> as(Kind<T> kind) {
        return written().flatMap(written -> filled(written, kind).flatMap(text -> parsed(text, kind, written)));
    }

    Optional<String> text() {
        return as(Kinds.TEXT);
    }

    /// The text as it stands in the file.
    private Optional<String> written() {
        if (!(yaml instanceof ScalarNode scalar)) {
            mismatch("one value is expected", opensWithBraces() ? "Put it in quotes: \"{{ … }}\"" : "");
            return Optional.empty();
        }
        if (scalar.getValue().isBlank()) {
            problem(new Mistake("is empty", "Write a value, or remove the key."));
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }

    /// `{{ email }}` without quotes: a map whose only key is a map.
    private boolean opensWithBraces() {
        return yaml instanceof MappingNode map
                && !map.getValue().isEmpty()
                && map.getValue().getFirst().getKeyNode() instanceof MappingNode;
    }

    private Optional<String> filled(String written, Kind<?> kind) {
        try {
            return Optional.of(secrets.isPresent() ? kind.fill().apply(secrets.get(), written) : written);
        } catch (Mistake missing) {
            problem(missing);
            return Optional.empty();
        }
    }

    private <T> Optional<T> parsed(String text, Kind<T> kind, String written) {
        try {
            return Optional.of(kind.parse().apply(text));
        } catch (IllegalArgumentException wrong) {
            boolean mayTell = wrong instanceof Mistake mistake && mistake.isDiscreet();
            if (!mayTell
                    && secrets.isPresent()
                    && !Secrets.referredToIn(written).isEmpty()) {
                // what came out of a variable or a secret's file is never shown
                problem(new Mistake(
                        "what " + Secrets.referredToIn(written) + " stands for is not " + kind.noun(), kind.form()));
            } else {
                explain(wrong, kind, text);
            }
            return Optional.empty();
        }
    }

    private void explain(IllegalArgumentException wrong, Kind<?> kind, String text) {
        switch (wrong) {
            case Mistake mistake -> problem(mistake);
            case MalformedCron cron -> problem(offset(cron.offset()), new Mistake(String.valueOf(cron.getMessage())));
            default ->
                problem(new Mistake(
                        Quoted.of(text) + " is not " + kind.noun() + ": " + wrong.getMessage(), kind.form()));
        }
    }

    /// How far behind the node's beginning a character of its text stands, where that can be told.
    private int offset(int character) {
        return switch (((ScalarNode) yaml).getScalarStyle()) {
            case PLAIN -> character;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> character + 1;
            default -> 0;
        };
    }

    private void mismatch(String expected, String mend) {
        String found = switch (yaml) {
            case MappingNode map -> "keys stand here";
            case SequenceNode list -> "a list stands here";
            case ScalarNode scalar when scalar.getValue().isBlank() -> "nothing stands here";
            default -> "text stands here";
        };
        problem(new Mistake(found + ", " + expected, mend));
    }

    void problem(Mistake mistake) {
        problem(0, mistake);
    }

    private void problem(int columns, Mistake mistake) {
        Optional<Mark> mark = yaml.getStartMark();
        page.problem(
                mark.map(each -> each.getLine() + 1).orElse(0),
                mark.map(each -> each.getColumn() + 1 + columns).orElse(0),
                path.isEmpty() ? mistake.what() : path + ": " + mistake.what(),
                mistake.mend());
    }
}
