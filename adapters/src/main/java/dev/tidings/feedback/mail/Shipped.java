package dev.tidings.feedback.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// Keys in a file beside this class. A mistake there is ours, so it ends the program.
record Shipped(String file, Map<?, ?> keys) {
    static Shipped read(String file) {
        try (InputStream in = Shipped.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from the program");
            }
            Load yaml = new Load(LoadSettings.builder().setLabel(file).build());
            return new Shipped(file, (Map<?, ?>) yaml.loadFromString(new String(in.readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a key names, each with keys of its own; none where it is not there.
    List<Shipped> each(String key) {
        List<Shipped> each = new ArrayList<>();
        if (keys.get(key) instanceof List<?> items) {
            items.forEach(item -> each.add(new Shipped(file, (Map<?, ?>) item)));
        }
        return each;
    }

    Shipped under(String key) {
        if (keys.get(key) instanceof Map<?, ?> below) {
            return new Shipped(file, below);
        }
        throw new IllegalStateException(file + ": " + key + " is missing or wrong");
    }

    /// One text, or a list of them.
    List<String> texts(String key) {
        Object value = keys.get(key);
        if (value instanceof List<?> items) {
            return items.stream().map(String::valueOf).toList();
        }
        return value == null ? List.of() : List.of(String.valueOf(value));
    }

    Optional<String> text(String key) {
        return texts(key).stream().findFirst();
    }

    String must(String key) {
        return text(key).orElseThrow(() -> new IllegalStateException(file + ": " + key + " is missing"));
    }

    List<Pattern> patterns(String key) {
        return texts(key).stream()
                .map(each -> Pattern.compile(each, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE))
                .toList();
    }

    List<String> names() {
        return keys.keySet().stream().map(String::valueOf).toList();
    }
}
