package dev.tidings.compose;

import dev.tidings.audience.Copies;
import dev.tidings.mail.Header;
import dev.tidings.notification.HeaderText;
import dev.tidings.notification.Markings;
import dev.tidings.notification.Notification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a notification's mails have in common on the outside: made once for all of them.
///
/// @param fixed  headers that are the same on each
/// @param varied those whose value differs
record Imprint(Notification notification, Copies copies, List<Header> fixed, List<HeaderText> varied) {
    private static final String RULE = "header";

    static Imprint of(Notification notification) {
        Markings markings = notification.deliver().markings();
        return new Imprint(
                notification,
                Copies.of(notification.deliver().correspondence()),
                List.copyOf(markings.fixed()),
                markings.headers().stream().filter(HeaderText::isTemplate).toList());
    }

    /// All headers of one mail. One that comes out empty is left out.
    List<Header> headers(Renderer renderer, Locale locale, Map<String, @Nullable Object> model)
            throws RenderFailure, Unfitness {
        if (varied.isEmpty()) return fixed;
        List<Header> headers = new ArrayList<>(fixed);
        for (HeaderText text : varied) {
            String value = renderer.render(TemplateTexts.header(notification, text), locale, model)
                    .strip();
            if (!value.isEmpty()) headers.add(header(text.name(), value));
        }
        return headers;
    }

    private static Header header(String name, String value) throws Unfitness {
        try {
            return new Header(name, value);
        } catch (IllegalArgumentException malformed) {
            throw new Unfitness(RULE, String.valueOf(malformed.getMessage()));
        }
    }
}
