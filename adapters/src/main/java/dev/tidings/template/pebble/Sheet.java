package dev.tidings.template.pebble;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Lies over a model for one rendering: what a template sets is written here and not on the model, which other
/// templates see too. Costs nothing where a template sets nothing, as most do.
///
/// Pebble's own globals, which show its insides when printed, are hidden by it.
final class Sheet extends AbstractMap<String, @Nullable Object> {
    private static final Set<String> HIDDEN = Set.of("template", "_context");

    private final Map<String, @Nullable Object> model;
    private @Nullable Map<String, @Nullable Object> written;

    Sheet(Map<String, @Nullable Object> model) {
        this.model = model;
    }

    @Override
    public @Nullable Object get(Object name) {
        return written != null && written.containsKey(name) ? written.get(name) : model.get(name);
    }

    @Override
    public boolean containsKey(Object name) {
        return model.containsKey(name) || (written != null && written.containsKey(name)) || HIDDEN.contains(name);
    }

    @Override
    public @Nullable Object put(String name, @Nullable Object value) {
        if (written == null) written = new HashMap<>();
        return written.put(name, value);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> all = new HashMap<>();
        HIDDEN.forEach(name -> all.put(name, null));
        all.putAll(model);
        if (written != null) all.putAll(written);
        return all.entrySet();
    }
}
