package dev.tidings.template.pebble;

import dev.tidings.compose.RenderFailure;
import dev.tidings.compose.Renderer;
import io.pebbletemplates.pebble.PebbleEngine;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Templates of one workspace, each compiled when it is first needed.
final class PebbleRenderer implements Renderer {
    private static final int FIRST_GUESS = 1024;

    private final Budget.Limits limits;
    /// How many letters each template gave last.
    private final Map<String, Integer> letters = new ConcurrentHashMap<>();
    private final PebbleEngine engine;

    PebbleRenderer(Map<String, String> templates, Budget.Limits limits) {
        this.limits = limits;
        this.engine = engine(new TemplateFiles(templates), limits);
    }

    private static PebbleEngine engine(TemplateFiles files, Budget.Limits limits) {
        MailFilters ours = new MailFilters();
        Set<String> filters = new HashSet<>(Walls.FILTERS);
        filters.addAll(ours.getFilters().keySet());
        return new PebbleEngine.Builder()
                .loader(files)
                .strictVariables(true)
                .newLineTrimming(false)
                .maxRenderedSize(limits.letters())
                .registerExtensionCustomizer(Walls::new)
                .extension(ours, new Counted(files, filters))
                .build();
    }

    @Override
    public String render(String path, Locale locale, Map<String, @Nullable Object> model) throws RenderFailure {
        return guarded(path, model, () -> {
            StringWriter written = new StringWriter(letters.getOrDefault(path, FIRST_GUESS));
            try {
                engine.getTemplate(path).evaluate(written, new Sheet(model), locale);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            String text = written.toString();
            letters.put(path, text.length() + text.length() / 8);
            return text;
        });
    }

    @Override
    public void compile(String path) throws RenderFailure {
        guarded(path, Map.of(), () -> engine.getTemplate(path));
    }

    private <T> T guarded(String path, Map<String, @Nullable Object> model, Supplier<T> work) throws RenderFailure {
        try {
            return ScopedValue.where(Budget.OF_THIS_RENDERING, new Budget(limits))
                    .call(work::get);
        } catch (StackOverflowError endless) {
            throw new RenderFailure(path, 0, "calls itself without end, or is nested too deeply");
        } catch (RuntimeException failure) {
            throw Failures.told(path, model.keySet(), failure);
        }
    }
}
