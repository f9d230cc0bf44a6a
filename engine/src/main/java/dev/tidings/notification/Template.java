package dev.tidings.notification;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Which file gives each part of a mail in each language.
///
/// @param name  as the notification names it
/// @param parts part → language tag (`""` for everyone else) → path in the workspace's templates
public record Template(String name, Map<Part, Map<String, String>> parts) {

    public enum Part {
        SUBJECT,
        HTML,
        TEXT
    }

    public Template {
        parts = Map.copyOf(parts);
        if (!parts.containsKey(Part.SUBJECT)) {
            throw new IllegalArgumentException("template \"" + name + "\" has no subject");
        }
        if (!parts.containsKey(Part.HTML) && !parts.containsKey(Part.TEXT)) {
            throw new IllegalArgumentException("template \"" + name + "\" has neither an HTML nor a text body");
        }
    }

    /// The path that serves a reader of this language: `zh-Hans-CN` falls back to `zh-CN`, then `zh`, then
    /// everyone's.
    public Optional<String> path(Part part, Locale locale) {
        Map<String, String> variants = parts.getOrDefault(part, Map.of());
        return Optional.ofNullable(variants.get(locale.toLanguageTag()))
                .or(() -> Optional.ofNullable(variants.get(locale.getLanguage() + "-" + locale.getCountry())))
                .or(() -> Optional.ofNullable(variants.get(locale.getLanguage())))
                .or(() -> Optional.ofNullable(variants.get("")));
    }
}
