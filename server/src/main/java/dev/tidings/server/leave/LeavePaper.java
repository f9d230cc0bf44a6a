package dev.tidings.server.leave;

import dev.tidings.mail.Sha256;
import dev.tidings.server.answer.Shown;
import io.javalin.http.Context;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.ClasspathLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How the page looks. It brings its style along and asks for nothing else: a proxy lets readers through to the links
/// alone.
final class LeavePaper {
    private static final String ROOM = "dev/tidings/server/leave/";

    private final String style = read(ROOM + "leave.css");
    private final String policy =
            "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
                    .formatted(hash(style));
    private final PebbleEngine pebble;

    LeavePaper() {
        ClasspathLoader loader = new ClasspathLoader(LeavePaper.class.getClassLoader());
        loader.setPrefix(ROOM);
        loader.setSuffix(".html");
        this.pebble = new PebbleEngine.Builder()
                .loader(loader)
                .autoEscaping(true)
                .strictVariables(true)
                .build();
    }

    /// @param address      whose mail it is, in part: a link may be passed on
    /// @param notification what was sent; empty when it is all mail
    /// @param house        whom all mail is from
    record About(String address, Optional<String> notification, String house) {}

    void harden(Context context) {
        context.header("Content-Security-Policy", policy)
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", "noindex");
    }

    void ask(Context context, Language language, About about) {
        Language.Words words = language.words();
        Map<String, Object> model =
                model(language, words.question(), words.about().formatted(about.address));
        model.put("thisOne", about.notification.map(words.thisOne()::formatted).orElse(""));
        model.put("all", words.all().formatted(about.house));
        show(context, model);
    }

    void left(Context context, Language language, About about, boolean all) {
        Language.Words words = language.words();
        String left = all
                ? words.leftAll().formatted(about.house)
                : words.leftThis().formatted(about.notification.orElse(about.house));
        Map<String, Object> model = model(language, left, words.about().formatted(about.address) + " " + words.later());
        model.put("all", all ? "" : words.all().formatted(about.house));
        show(context, model);
    }

    /// The link is nobody's.
    void unknown(Context context, Language language) {
        context.status(404);
        show(
                context,
                model(language, language.words().unknown(), language.words().unknownWhy()));
    }

    private Map<String, Object> model(Language language, String heading, String text) {
        return new HashMap<>(Map.of(
                "language",
                language.tag(),
                "title",
                language.words().title(),
                "heading",
                heading,
                "text",
                text,
                "thisOne",
                "",
                "all",
                "",
                "style",
                style));
    }

    private void show(Context context, Map<String, Object> model) {
        StringWriter page = new StringWriter();
        try {
            pebble.getTemplate("leave").evaluate(page, model);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        context.contentType("text/html; charset=utf-8").result(Shown.clean(page.toString()));
    }

    private static String read(String path) {
        try (InputStream in = LeavePaper.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the class path lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String hash(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text));
    }
}
