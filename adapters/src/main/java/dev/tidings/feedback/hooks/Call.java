package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a provider posted, as it came: signatures are over the octets, not over what they mean.
///
/// @param headers by name, in whatever case; of one that came twice, one
public record Call(Map<String, String> headers, byte[] body) {
    public Call {
        Map<String, String> lower = new HashMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
        body = body.clone();
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).map(String::strip);
    }

    String text() {
        return new String(body, UTF_8);
    }

    /// Its body, in whichever of the ways in which providers write: JSON, one value or several behind each other, or a
    /// form.
    Facts facts() throws Unreadable {
        String type = header("Content-Type").orElse("");
        String start = text().stripLeading();
        if (start.startsWith("{") || start.startsWith("[")) {
            return Facts.of(body);
        }
        if (type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") || start.startsWith("--")) {
            return Form.parts(start);
        }
        if (start.contains("=")) {
            return Form.pairs(start.strip());
        }
        throw new Unreadable(start.isEmpty() ? "it is empty" : "it is neither JSON nor a form");
    }
}
