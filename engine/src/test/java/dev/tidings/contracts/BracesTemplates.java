package dev.tidings.contracts;

import dev.tidings.compose.RenderFailure;
import dev.tidings.compose.Renderer;
import dev.tidings.compose.TemplateEngine;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The smallest template language: `{{ name }}` and `{{ recipient.email }}`, strict, escaped in `.html`.
public final class BracesTemplates implements TemplateEngine {
    private static final Pattern VALUE = Pattern.compile("\\{\\{ ([\\w.]+) }}");

    @Override
    public Renderer over(Map<String, String> templates) {
        return new Renderer() {
            @Override
            public String render(String path, Locale locale, Map<String, @Nullable Object> model) throws RenderFailure {
                compile(path);
                StringBuilder rendered = new StringBuilder();
                Matcher value = VALUE.matcher(templates.get(path));
                while (value.find()) {
                    String text = Objects.toString(value(path, value.group(1), model), "");
                    value.appendReplacement(
                            rendered,
                            Matcher.quoteReplacement(path.endsWith(".html") ? text.replace("<", "&lt;") : text));
                }
                return value.appendTail(rendered).toString();
            }

            @Override
            public void compile(String path) throws RenderFailure {
                String source = templates.get(path);
                if (source == null) throw new RenderFailure(path, 0, "there is no such template");
                if (VALUE.matcher(source).replaceAll("").contains("{{"))
                    throw new RenderFailure(path, 1, "{{ is not closed");
            }
        };
    }

    private static @Nullable Object value(String path, String name, Map<String, @Nullable Object> model)
            throws RenderFailure {
        Object at = model;
        for (String step : name.split("\\.")) {
            if (!(at instanceof Map<?, ?> map) || !map.containsKey(step)) {
                throw new RenderFailure(path, 1, "\"" + name + "\" is not there");
            }
            at = map.get(step);
        }
        return at;
    }
}
