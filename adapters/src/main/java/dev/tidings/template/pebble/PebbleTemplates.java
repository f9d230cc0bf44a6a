package dev.tidings.template.pebble;

import dev.tidings.compose.Renderer;
import dev.tidings.compose.TemplateEngine;
import java.util.Map;

/// Pebble as a template language of mail.
public final class PebbleTemplates implements TemplateEngine {
    private final Budget.Limits limits;

    public PebbleTemplates() {
        this(Budget.Limits.USUAL);
    }

    PebbleTemplates(Budget.Limits limits) {
        this.limits = limits;
    }

    @Override
    public Renderer over(Map<String, String> templates) {
        return new PebbleRenderer(templates, limits);
    }
}
