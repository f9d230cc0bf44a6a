package dev.tidings.server.leave;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What somebody who posts to a link wants.
enum Wish {
    /// Their mail program asks for them.
    ONE_CLICK("one-click"),
    /// They pressed the button for what they were sent.
    THIS("unsubscribe page"),
    /// They pressed the one for all mail.
    ALL("unsubscribe page");

    /// Never goes back over what it has read: strangers write it.
    private static final Pattern PART = Pattern.compile(
            "(?is)content-disposition:[^\r\n]*?;[ \t]*+name=\"?([^\"\r\n;]++)[^\r\n]*+\r?\n(?:[^\r\n]++\r?\n)*+\r?\n([^\r\n]*+)\r?\n");

    private final String source;

    Wish(String source) {
        this.source = source;
    }

    String source() {
        return source;
    }

    /// Empty when the body does not say so in the words of RFC 8058 §3.1.
    ///
    /// @param type its content type: a form in either of its two ways of writing
    static Optional<Wish> of(String type, String body) {
        Map<String, String> fields =
                type.strip().regionMatches(true, 0, "multipart/form-data", 0, 19) ? parts(body) : pairs(body);
        if (!"One-Click".equals(fields.get("List-Unsubscribe"))) {
            return Optional.empty();
        }
        return Optional.of(
                switch (fields.getOrDefault("from", "")) {
                    case "this" -> THIS;
                    case "all" -> ALL;
                    default -> ONE_CLICK;
                });
    }

    private static Map<String, String> parts(String body) {
        Map<String, String> fields = new HashMap<>();
        Matcher part = PART.matcher(body);
        while (part.find()) {
            fields.put(part.group(1), part.group(2).strip());
        }
        return fields;
    }

    private static Map<String, String> pairs(String body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : body.strip().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
