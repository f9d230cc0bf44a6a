package dev.tidings.template.pebble;

import dev.tidings.compose.Guess;
import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.Loader;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The templates of one workspace by path, and no other file.
///
/// A template names another by its path in the workspace (`templates/layout.html`), by its path below
/// `templates/` (`layout.html`), or from where it stands itself (`./row.html`, `../layout.html`). HTML takes
/// in HTML only: text that is not escaped must not slip into a page.
final class TemplateFiles implements Loader<String> {
    private static final String FOLDER = "templates/";

    private final Map<String, String> templates;

    TemplateFiles(Map<String, String> templates) {
        this.templates = Map.copyOf(templates);
    }

    static boolean isHtml(String path) {
        return path.endsWith(".html");
    }

    @Override
    public Reader getReader(String path) {
        String source = require(path);
        LineEnds.unclosed(source).ifPresent(open -> {
            throw new PebbleException(null, open.told(), open.line(), path);
        });
        return new StringReader(LineEnds.tucked(source));
    }

    /// @return its source
    String require(String path) {
        String source = templates.get(path);
        if (source != null) return source;
        List<String> known =
                templates.keySet().stream().map(TemplateFiles::brief).toList();
        String question = Guess.asQuestion(brief(path), known);
        throw new LoaderException(null, "there is no template \"%s\"%s".formatted(path, question));
    }

    private static String brief(String path) {
        return path.startsWith(FOLDER) ? path.substring(FOLDER.length()) : path;
    }

    @Override
    public String resolveRelativePath(String path, String from) {
        String found = path.startsWith("./") || path.startsWith("../")
                ? normal(from.substring(0, from.lastIndexOf('/') + 1) + path)
                : absolute(path);
        if (isHtml(from) && !isHtml(found)) {
            throw new LoaderException(
                    null, "an HTML template takes in HTML templates only, not \"%s\"".formatted(path));
        }
        return found;
    }

    private String absolute(String path) {
        String below = normal(FOLDER + path);
        return templates.containsKey(below) ? below : path;
    }

    private static String normal(String path) {
        Deque<String> steps = new ArrayDeque<>();
        for (String step : List.of(path.split("/"))) {
            if (step.equals("..")) steps.pollLast();
            else if (!step.equals(".") && !step.isEmpty()) steps.add(step);
        }
        return String.join("/", steps);
    }

    @Override
    public String createCacheKey(String path) {
        return path;
    }

    @Override
    public boolean resourceExists(String path) {
        return templates.containsKey(path);
    }

    @Override
    public void setCharset(@Nullable String charset) {}

    @Override
    public void setPrefix(@Nullable String prefix) {}

    @Override
    public void setSuffix(@Nullable String suffix) {}
}
