package dev.tidings.workspace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/// Text → YAML nodes, within limits that hold for hostile files too.
///
/// The events are looked through first, one by one and without recursion: one document, no tags, no more than
/// 50 levels and 50 aliases, and no more than 200,000 nodes once every alias is followed. Only then are nodes
/// made.
final class Yaml {
    private static final int DEPTH_MAX = 50;
    private static final int ALIASES_MAX = 50;
    private static final long NODES_MAX = 200_000;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setMaxAliasesForCollections(ALIASES_MAX)
            .setAllowNonScalarKeys(true)
            .setCodePointLimit(4 * 1024 * 1024)
            .build();

    private final Page page;
    private final String text;
    private int depth;
    private int aliases;
    private int documents;
    private long nodes;
    private final Map<Anchor, Long> sizes = new HashMap<>();
    private final Map<Integer, Opened> opened = new HashMap<>();

    private Yaml(Page page, String text) {
        this.page = page;
        this.text = text;
    }

    /// The root node; empty when there is none or the text broke a rule, which the page then knows.
    static Optional<org.snakeyaml.engine.v2.nodes.Node> parse(String text, Page page) {
        try {
            if (!new Yaml(page, text).admits(new Parse(SETTINGS).parseString(text))) {
                return Optional.empty();
            }
            Optional<org.snakeyaml.engine.v2.nodes.Node> root = new Compose(SETTINGS).composeString(text);
            if (root.isEmpty()) {
                page.problem(new Mistake("the file is empty", "Write it, or remove the file."));
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            refuse(page, text, e);
        } catch (YamlVersionException e) {
            version(text, page);
        } catch (YamlEngineException e) {
            // a character YAML forbids; its place is known only as an index, so the text is asked for it
            unprintable(text, page);
        }
        return Optional.empty();
    }

    private boolean admits(Iterable<Event> events) {
        for (Event event : events) {
            Optional<Mistake> mistake = look(event);
            if (mistake.isPresent()) {
                refuse(
                        page,
                        event.getStartMark(),
                        Unquoted.at(page, text, event.getStartMark()).orElse(mistake.get()));
                return false;
            }
        }
        return true;
    }

    private Optional<Mistake> look(Event event) {
        return switch (event) {
            case AliasEvent alias -> follow(alias);
            case CollectionStartEvent start -> open(start);
            case ScalarEvent scalar -> {
                nodes++;
                scalar.getAnchor().ifPresent(anchor -> sizes.put(anchor, 1L));
                yield scalar.getTag().isPresent() ? Optional.of(tagged()) : tooMany();
            }
            case DocumentStartEvent start ->
                ++documents > 1
                        ? Optional.of(new Mistake("a second document begins here", "Write one document for each file."))
                        : Optional.empty();
            default -> {
                if (event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd) {
                    close();
                }
                yield Optional.empty();
            }
        };
    }

    private Optional<Mistake> open(CollectionStartEvent start) {
        nodes++;
        depth++;
        if (depth > DEPTH_MAX) {
            return Optional.of(new Mistake("nested deeper than " + DEPTH_MAX + " levels"));
        }
        if (start.getTag().isPresent()) {
            return Optional.of(tagged());
        }
        opened.put(depth, new Opened(start.getAnchor(), nodes));
        return tooMany();
    }

    private void close() {
        Opened collection = opened.remove(depth--);
        if (collection != null) {
            collection.anchor.ifPresent(anchor -> sizes.put(anchor, nodes - collection.nodesBefore + 1));
        }
    }

    private Optional<Mistake> follow(NodeEvent alias) {
        Long size = alias.getAnchor().map(sizes::get).orElse(null);
        if (size == null) {
            return Optional.of(new Mistake(
                    "an alias (*) names nothing that was written before", "Put text that begins with * in quotes."));
        }
        nodes += size;
        return ++aliases > ALIASES_MAX ? Optional.of(new Mistake("more than " + ALIASES_MAX + " aliases")) : tooMany();
    }

    private Optional<Mistake> tooMany() {
        return nodes > NODES_MAX
                ? Optional.of(new Mistake("more than " + NODES_MAX + " values, aliases followed"))
                : Optional.empty();
    }

    private static Mistake tagged() {
        return new Mistake("tags (!) are not read here", "Put text that begins with ! in quotes.");
    }

    /// The library's own snippet of the file is not shown: it may hold a password.
    private static void refuse(Page page, String text, MarkedYamlEngineException e) {
        String problem = e.getProblem();
        Optional<Mistake> unquoted = Unquoted.at(page, text, e.getProblemMark());
        if (unquoted.isPresent()) {
            refuse(page, e.getProblemMark(), unquoted.get());
        } else if (problem.contains("\\t")) {
            refuse(page, e.getProblemMark(), new Mistake("a tab stands here", "Indent with spaces, never with tabs."));
        } else if (problem.contains("end of stream") && e.getContextMark().isPresent()) {
            refuse(page, e.getContextMark(), new Mistake("what opens here is never closed", "Close it."));
        } else if (problem.contains("mapping values are not allowed")) {
            refuse(
                    page,
                    e.getProblemMark(),
                    new Mistake(
                            "a colon cannot stand here",
                            "Put text that holds \": \" in quotes, or check the indentation."));
        } else {
            String mend = "Check the quotes, brackets and indentation here and just above.";
            refuse(page, e.getProblemMark().or(e::getContextMark), new Mistake(problem.replaceAll("\\s+", " "), mend));
        }
    }

    private static void refuse(Page page, Optional<Mark> mark, Mistake mistake) {
        page.problem(
                mark.map(each -> each.getLine() + 1).orElse(0),
                mark.map(each -> each.getColumn() + 1).orElse(0),
                mistake.what(),
                mistake.mend());
    }

    private static void version(String text, Page page) {
        List<String> lines = text.lines().toList();
        int line = 0;
        while (line < lines.size() && !lines.get(line).startsWith("%YAML")) {
            line++;
        }
        page.problem(
                line < lines.size() ? line + 1 : 0,
                line < lines.size() ? 1 : 0,
                "this version of YAML is not read here",
                Optional.of("Remove the line that begins with %YAML; YAML 1.2 is meant without it."));
    }

    private static void unprintable(String text, Page page) {
        int line = 1;
        int column = 1;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (!org.snakeyaml.engine.v2.scanner.StreamReader.isPrintable(c)) {
                page.problem(
                        line,
                        column,
                        "the character U+%04X cannot stand here".formatted(c),
                        Optional.of("Remove it; it may be invisible."));
                return;
            }
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + 1;
        }
        page.problem(new Mistake("is not YAML"));
    }

    private record Opened(Optional<Anchor> anchor, long nodesBefore) {}
}
