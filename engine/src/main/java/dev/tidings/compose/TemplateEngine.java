package dev.tidings.compose;

import java.util.Map;

/// A template language.
@FunctionalInterface
public interface TemplateEngine {
    /// A renderer over these templates and no others: nothing of the machine or the process can be reached
    /// from a template.
    ///
    /// @param templates path → source text, all that can be included or extended
    Renderer over(Map<String, String> templates);
}
