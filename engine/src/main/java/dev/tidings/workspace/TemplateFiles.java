package dev.tidings.workspace;

import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// All that stands under `templates/`. A folder with a `subject.txt` is a template of its own; what stands
/// elsewhere (layouts, pieces) is shared by all.
final class TemplateFiles {
    private static final String FOLDER = "templates";
    private static final int OCTETS_MAX = 1024 * 1024;
    private static final long TOGETHER_MAX = 64L * 1024 * 1024;
    private static final int FOLDERS_MAX = 10;
    private static final Pattern PART = Pattern.compile("(subject|body)(?:\\.([A-Za-z0-9_-]+))?\\.(txt|html)");

    private final Folder folder;
    private final Map<String, String> texts = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private long together;

    private TemplateFiles(Folder folder) {
        this.folder = folder;
    }

    static TemplateFiles of(Folder folder) {
        TemplateFiles files = new TemplateFiles(folder);
        files.collect(FOLDER, 0);
        return files;
    }

    private void collect(String path, int depth) {
        Page page = new Page(path);
        try {
            if (depth > FOLDERS_MAX || texts.size() > Folder.NAMES_MAX) {
                throw new Mistake("more than " + FOLDERS_MAX + " folders deep, or too many files");
            }
            for (String name : folder.names(path)) {
                String below = path + "/" + name;
                if (folder.isFolder(below)) {
                    collect(below, depth + 1);
                } else {
                    load(below);
                }
            }
        } catch (Mistake mistake) {
            page.problem(mistake);
        }
        problems.addAll(page.problems());
    }

    private void load(String path) {
        Page page = new Page(path);
        try {
            String text = folder.text(path, OCTETS_MAX);
            together += text.length();
            if (together > TOGETHER_MAX) {
                throw new Mistake("is one template too many: together they have more than 64 MB");
            }
            texts.put(path, text);
        } catch (Mistake mistake) {
            page.problem(mistake);
        }
        problems.addAll(page.problems());
    }

    /// Path → text of every file that could be read.
    Map<String, String> texts() {
        return texts;
    }

    List<Problem> problems() {
        return problems;
    }

    /// The template of this name.
    ///
    /// @throws Mistake when it is not there or has not what a mail needs
    Template named(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,100}")) {
            throw new Mistake(Quoted.of(name) + " is not the name of a folder under templates/");
        }
        String prefix = FOLDER + "/" + name + "/";
        Map<Part, Map<String, String>> parts = new EnumMap<>(Part.class);
        texts.keySet().stream()
                .filter(path -> path.startsWith(prefix))
                .forEach(path -> place(parts, path, path.substring(prefix.length())));
        if (parts.isEmpty()) {
            throw new Mistake(
                    "there is no template " + Quoted.of(name),
                    Guess.sentence(name, names()) + "A template is a folder under templates/ with subject.txt and"
                            + " body.html or body.txt.");
        }
        if (!parts.containsKey(Part.SUBJECT)) {
            throw new Mistake(prefix + "subject.txt is missing");
        }
        if (parts.size() == 1) {
            throw new Mistake(prefix + "body.html is missing", "Write body.html, body.txt or both.");
        }
        parts.forEach((part, variants) -> {
            if (!variants.containsKey("")) {
                String example = variants.values().iterator().next();
                throw new Mistake(
                        prefix + example.substring(prefix.length()).replaceFirst("\\.[^.]+(\\.[a-z]+)$", "$1")
                                + " is missing",
                        "It is for everyone whose language has no file of its own.");
            }
        });
        return new Template(name, parts);
    }

    private static void place(Map<Part, Map<String, String>> parts, String path, String file) {
        Matcher matcher = PART.matcher(file);
        if (!matcher.matches()) {
            return;
        }
        boolean subject = matcher.group(1).equals("subject");
        boolean html = matcher.group(3).equals("html");
        if (subject && html) {
            throw new Mistake(path + " is HTML, and a subject is text", "Name it subject.txt.");
        }
        String written = matcher.group(2) == null ? "" : matcher.group(2);
        Locale locale = Locale.forLanguageTag(written.replace('_', '-'));
        if (!written.isEmpty() && (locale.getLanguage().isEmpty() || written.contains("_"))) {
            throw new Mistake(
                    path + ": " + Quoted.of(written) + " is not a language tag",
                    "Tags are written zh-CN, de or pt-BR.");
        }
        parts.computeIfAbsent(subject ? Part.SUBJECT : html ? Part.HTML : Part.TEXT, part -> new HashMap<>())
                .put(written.isEmpty() ? "" : locale.toLanguageTag(), path);
    }

    /// All that a template may use: its own folder, whatever no template owns, and other templates that one
    /// of these mentions by name.
    ///
    /// @param name   empty for a notification that is written without a template
    /// @param bodies what it says itself
    Map<String, String> reachedFrom(String name, Collection<String> bodies) {
        Map<String, String> reached = new TreeMap<>();
        List<String> others = new ArrayList<>(names());
        texts.forEach((path, text) -> {
            if (owner(path).isEmpty()) {
                reached.put(path, text);
            }
        });
        for (List<String> found = List.of(name); !found.isEmpty(); found = mentioned(others, reached, bodies)) {
            others.removeAll(found);
            List<String> owners = found;
            texts.forEach((path, text) -> {
                if (owners.contains(owner(path))) {
                    reached.put(path, text);
                }
            });
        }
        return reached;
    }

    private static List<String> mentioned(List<String> names, Map<String, String> reached, Collection<String> bodies) {
        return names.stream()
                .filter(name -> Stream.concat(reached.values().stream(), bodies.stream())
                        .anyMatch(text -> text.contains(name + "/")))
                .toList();
    }

    private List<String> names() {
        return texts.keySet().stream()
                .filter(path -> path.endsWith("/subject.txt"))
                .map(this::owner)
                .filter(owner -> !owner.isEmpty())
                .distinct()
                .toList();
    }

    /// The template in whose folder a file stands; empty for none.
    private String owner(String path) {
        int begin = FOLDER.length() + 1;
        int end = path.indexOf('/', begin);
        String owner = end < 0 ? "" : path.substring(begin, end);
        return texts.containsKey(FOLDER + "/" + owner + "/subject.txt") ? owner : "";
    }
}
