package dev.tidings.compose;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Templates, compiled once and rendered many times, from several threads.
///
/// Contract: strict (a variable that is not there is a failure, not an empty string); paths that end in
/// `.html` escape what they insert for HTML, others insert it as it is; a template that loops without end or
/// writes without end is stopped.
public interface Renderer {
    /// @param path  of the template
    /// @param model what the template sees: text, numbers, `java.time` values, lists and maps
    /// @throws RenderFailure naming the template, the line and the reason
    String render(String path, Locale locale, Map<String, @Nullable Object> model) throws RenderFailure;

    /// Compiles a template without rendering it.
    ///
    /// @throws RenderFailure as rendering would
    void compile(String path) throws RenderFailure;
}
