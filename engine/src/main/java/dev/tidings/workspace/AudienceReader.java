package dev.tidings.workspace;

import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Audience.Addressing;
import dev.tidings.notification.Lookup;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `audience:`, `to:` and `data:` → who gets it, and which further rows.
final class AudienceReader {
    private static final Pattern JOIN = Pattern.compile("\\s*(\\S+)\\s*=\\s*(\\S+)\\s*");
    private static final Kind<Lookup.Join> KEY =
            new Kind<>("two columns", "Write user_id = id: their column, then the person's.", AudienceReader::join);
    private static final Kind<String> NAME = new Kind<>("a name", "A name is one line of text.", AudienceReader::name);
    private static final Kind<String> ADDRESSED = new Kind<>("how a mailbox is made of columns", "", text -> {
        if (!text.contains("{{")) {
            throw new Mistake(
                    Quoted.of(text) + " names no column, so every row would be written to alike",
                    "Write for example to: \"{{ name }} <{{ email }}>\".");
        }
        return text;
    });

    private final Folder folder;
    private final House house;
    private final Set<String> asked = new TreeSet<>();

    AudienceReader(Folder folder, House house) {
        this.folder = folder;
        this.house = house;
    }

    /// The sources that were named so far.
    Set<String> asked() {
        return asked;
    }

    Optional<Audience> audience(Fields notification) {
        notification.either("audience", "to");
        if (notification.has("to")) {
            return notification.get("to").flatMap(AudienceReader::listed);
        }
        return notification
                .need("audience", "Write to: with one or more mailboxes, or audience: with a source.")
                .flatMap(node -> node.isList() ? listed(node) : drawn(node));
    }

    private static Optional<Audience> listed(Node node) {
        List<Audience.Person> people =
                node.oneOrMore().stream().flatMap(each -> person(each).stream()).toList();
        return people.isEmpty() ? Optional.empty() : Optional.of(new Audience.Listed(people));
    }

    private static Optional<Audience.Person> person(Node node) {
        return node.isMap()
                ? described(node)
                : node.as(Kinds.MAILBOX).map(mailbox -> new Audience.Person(mailbox, Map.of()));
    }

    /// Whatever stands beside `email` and `name` is a column, whatever its name.
    private static Optional<Audience.Person> described(Node node) {
        Map<String, Node> columns = new LinkedHashMap<>(node.named());
        Optional<Node> email = Optional.ofNullable(columns.remove("email"));
        Optional<Node> name = Optional.ofNullable(columns.remove("name"));
        if (email.isEmpty()) {
            node.problem(new Mistake("email is missing", "Write for example { email: ann@example.com, name: Ann }."));
        }
        Map<String, Object> known = new LinkedHashMap<>();
        columns.forEach((column, value) -> Plain.of(value.yaml())
                .ifPresentOrElse(
                        plain -> known.put(column, plain),
                        () -> value.problem(
                                new Mistake("is empty, or empty somewhere in it", "Write a value, or remove it."))));
        Optional<String> called = name.flatMap(each -> each.as(NAME));
        return email.flatMap(each -> each.as(Kinds.ADDRESS))
                .map(address -> new Audience.Person(new Mailbox(called.orElse(""), address), known));
    }

    private Optional<Audience> drawn(Node node) {
        Fields fields = node.fields(NotificationKeys.AUDIENCE);
        Optional<Query> query = query(fields);
        Optional<String> to = fields.need("to", "Write for example to: \"{{ name }} <{{ email }}>\".")
                .flatMap(each -> each.as(ADDRESSED));
        Optional<String> key = fields.read("key", Kinds.TEXT);
        Optional<String> locale = fields.read("locale", Kinds.TEXT);
        Optional<String> zone = fields.read("zone", Kinds.TEXT);
        return query.flatMap(asks -> to.map(made -> new Audience.Drawn(asks, new Addressing(made, key, locale, zone))));
    }

    Map<String, Lookup> data(Node node) {
        Map<String, Lookup> data = new LinkedHashMap<>();
        node.named().forEach((name, each) -> {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,63}")) {
                each.problem(new Mistake(
                        "a template cannot speak of it by this name", "Use letters, digits and underscores."));
            }
            Fields fields = each.fields(NotificationKeys.LOOKUP);
            Optional<Lookup.Join> key = fields.read("key", KEY);
            query(fields).ifPresent(query -> data.put(name, new Lookup(query, key)));
        });
        return data;
    }

    private Optional<Query> query(Fields fields) {
        fields.either("file", "source", "query");
        if (fields.has("file")) {
            String files = SourceSpec.Files.OF_THE_WORKSPACE.name();
            return fields.read("file", dataFile()).map(path -> new Query(files, path));
        }
        Optional<String> source =
                fields.need("source", "Write source: and query:, or file:.").flatMap(node -> node.as(house.source()));
        source.ifPresent(asked::add);
        boolean files =
                source.filter(SourceSpec.Files.OF_THE_WORKSPACE.name()::equals).isPresent();
        Optional<String> text = fields.need("query", "Write what the source is asked.")
                .flatMap(node -> node.as(files ? dataFile() : Kinds.TEXT));
        return source.flatMap(named -> text.map(asks -> new Query(named, asks)));
    }

    private Kind<String> dataFile() {
        return new Kind<>("a file of the workspace", "Write a path such as data/people.csv.", path -> {
            if (!path.matches("(?i)[^#]*\\.(csv|json(#/.*)?)")) {
                throw new Mistake(Quoted.of(path) + " is neither CSV nor JSON", "Its name ends in .csv or .json.");
            }
            folder.file(path.replaceFirst("#.*", ""));
            return path;
        });
    }

    private static String name(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Mistake("has more than one line", NAME.form());
        }
        return text.strip();
    }

    private static Lookup.Join join(String text) {
        Matcher columns = JOIN.matcher(text);
        if (!columns.matches()) {
            throw new Mistake(Quoted.of(text) + " does not join two columns", KEY.form());
        }
        return new Lookup.Join(columns.group(1), columns.group(2));
    }
}
