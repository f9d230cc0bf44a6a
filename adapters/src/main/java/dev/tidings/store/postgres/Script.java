package dev.tidings.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A step from one schema to the next. Its first line says which programs work with what it makes:
/// `-- Works with programs of schema 1 and later.`
///
/// @param worksFrom the oldest schema whose programs do: its own number where it changes what they rely on,
///                  an older one where it only adds
record Script(String text, int worksFrom) {
    private static final Pattern FIRST_LINE =
            Pattern.compile("-- Works with programs of schema (\\d+) and later\\.\\R.*", Pattern.DOTALL);

    static Script of(String text) {
        Matcher said = FIRST_LINE.matcher(text);
        if (!said.matches()) {
            throw new IllegalArgumentException("a script begins with: -- Works with programs of schema N and later.");
        }
        return new Script(text, Integer.parseInt(said.group(1)));
    }

    /// One that this program brings along.
    static Script shipped(String name) {
        try (@Nullable InputStream stream = Script.class.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalStateException("the program lacks its own " + name);
            return of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
