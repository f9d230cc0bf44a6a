package dev.tidings.mail;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What there is to read: always as plain text, and as HTML where there is more to see. Line ends may be of
/// any kind; half a surrogate pair, which has no UTF-8 form, goes out as `?`.
///
/// @param text    for every reader; may be empty
/// @param html    the same, to look at
/// @param inlines what the HTML shows by `cid:`; none without HTML, no content id twice
public record Body(String text, Optional<String> html, List<Inline> inlines) {
    public Body {
        inlines = List.copyOf(inlines);
        if (html.isEmpty() && !inlines.isEmpty()) {
            throw new IllegalArgumentException("inline parts need HTML that shows them");
        }
        Set<String> seen = new HashSet<>();
        for (Inline inline : inlines) {
            if (!seen.add(inline.contentId())) {
                throw new IllegalArgumentException("two inline parts have the content id " + inline.contentId());
            }
        }
    }

    public static Body text(String text) {
        return new Body(text, Optional.empty(), List.of());
    }

    public static Body html(String text, String html, Inline... inlines) {
        return new Body(text, Optional.of(html), List.of(inlines));
    }
}
