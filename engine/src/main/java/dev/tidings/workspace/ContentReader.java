package dev.tidings.workspace;

import dev.tidings.notification.Content;
import dev.tidings.notification.Content.AttachedFile;
import dev.tidings.notification.Lookup;
import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// What a notification's mail says: a template or inline bodies, fixed values, and what is attached.
final class ContentReader {
    private static final int ATTACHED_OCTETS_MAX = 25 * 1024 * 1024;
    private static final Map<String, Part> INLINE =
            Map.of("subject", Part.SUBJECT, "html", Part.HTML, "text", Part.TEXT);

    private static final Kind<String> CONTENT_ID =
            new Kind<>("a name for cid:", "Write letters, digits, dots, dashes and _: logo.", ContentReader::contentId);

    private final Folder folder;
    private final TemplateFiles templates;
    private final String file;
    private final Map<String, ScalarNode> bodies = new LinkedHashMap<>();
    private final Map<String, byte[]> attached = new LinkedHashMap<>();

    /// @param file the notification's own
    ContentReader(Folder folder, TemplateFiles templates, String file) {
        this.folder = folder;
        this.templates = templates;
        this.file = file;
    }

    /// Virtual path → inline body.
    Map<String, ScalarNode> bodies() {
        return bodies;
    }

    /// Path → content of what is attached.
    Map<String, byte[]> attached() {
        return attached;
    }

    /// @param id names a template that is written inline
    Optional<Content> read(Fields fields, String id, Map<String, Lookup> data) {
        Optional<Template> template = template(fields, id);
        Map<String, Object> with =
                fields.get("with").map(node -> with(node, data)).orElse(Map.of());
        boolean hasHtml =
                template.map(found -> found.parts().containsKey(Part.HTML)).orElse(true);
        List<AttachedFile> attach =
                fields.get("attach").map(node -> attach(node, hasHtml)).orElse(List.of());
        return template.map(found -> new Content(found, data, with, attach));
    }

    private Optional<Template> template(Fields fields, String id) {
        if (fields.has("template")) {
            fields.either("template", "subject", "text", "html");
            return fields.read("template", new Kind<>("a template", "", templates::named));
        }
        Map<Part, Map<String, String>> parts = new EnumMap<>(Part.class);
        INLINE.forEach((key, part) -> fields.get(key)
                .filter(node -> node.text().isPresent())
                .ifPresent(node -> parts.put(part, Map.of("", body(key, node)))));
        if (!fields.has("subject")) {
            fields.problem(new Mistake("subject is missing", "Write subject: and text: or html:, or template:."));
        } else if (!fields.has("text") && !fields.has("html")) {
            fields.problem(new Mistake("a body is missing", "Write text: or html: or both."));
        }
        return parts.containsKey(Part.SUBJECT) && parts.size() > 1
                ? Optional.of(new Template(id, parts))
                : Optional.empty();
    }

    /// An HTML body's path ends in `.html`: that is how everybody knows that it is escaped.
    private String body(String key, Node node) {
        String path = file + "#" + (key.equals("html") ? "body.html" : key);
        bodies.put(path, (ScalarNode) node.yaml());
        return path;
    }

    private static Map<String, Object> with(Node node, Map<String, Lookup> data) {
        Map<String, Object> with = new LinkedHashMap<>();
        node.named().forEach((name, value) -> {
            if (data.containsKey(name)) {
                value.problem(new Mistake("data has something of this name too", "Give one of them another name."));
            }
            Plain.of(value.yaml())
                    .ifPresentOrElse(
                            plain -> with.put(name, plain),
                            () -> value.problem(new Mistake("is empty, or empty somewhere in it", "Write a value.")));
        });
        return with;
    }

    private List<AttachedFile> attach(Node node, boolean hasHtml) {
        List<AttachedFile> attach = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        for (Node item : node.items()) {
            Fields fields = item.fields(NotificationKeys.ATTACHED);
            Optional<String> name = fields.read("name", Kinds.TEXT);
            Optional<String> inline = fields.read("inline", CONTENT_ID.then(id -> once(id, shown, hasHtml)));
            fields.need("file", "Write the path of a file of the workspace.")
                    .flatMap(path -> path.as(attachable()))
                    .ifPresent(path -> attach.add(new AttachedFile(path, name, inline)));
        }
        return attach;
    }

    private static String contentId(String text) {
        if (!text.matches("[A-Za-z0-9._@-]{1,100}")) {
            throw new Mistake(Quoted.of(text) + " cannot stand behind cid: in HTML", CONTENT_ID.form());
        }
        return text;
    }

    private static String once(String id, Set<String> shown, boolean hasHtml) {
        if (!hasHtml) {
            throw new Mistake("the mail has no HTML that could show it", "Write html:, or remove inline.");
        }
        if (!shown.add(id)) {
            throw new Mistake("another file is shown as " + Quoted.of(id), "Give one of them another name.");
        }
        return id;
    }

    private Kind<String> attachable() {
        return new Kind<>("a file of the workspace", "Write a path such as attachments/terms.pdf.", path -> {
            attached.put(path, folder.octets(path, ATTACHED_OCTETS_MAX));
            return path;
        });
    }
}
