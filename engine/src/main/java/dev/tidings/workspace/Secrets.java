package dev.tidings.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.notification.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands outside the files: `${NAME}`, `${NAME:-default}` and `${file:/run/secrets/name}`. `$${` is a
/// plain `${`.
///
/// @param environment the value of a variable, null when it is not set
/// @param base        the workspace: where a file's path begins that is not absolute
record Secrets(Function<String, @Nullable String> environment, Path base) {
    private static final Pattern REFERENCE = Pattern.compile("\\$(?:\\$\\{|\\{([^}]*)(\\}?))");
    private static final Pattern SIGN_IN = Pattern.compile("^[a-z]+://([^@/?#]*)@");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final int OCTETS_MAX = 64 * 1024;

    /// The variables and files that a text refers to, and nothing else of it: `${HOST} and
    /// ${file:/run/secrets/port}`.
    static String referredToIn(String written) {
        return REFERENCE
                .matcher(written)
                .results()
                .filter(reference -> reference.group(1) != null)
                .map(reference -> "${" + Quoted.shown(reference.group(1).replaceFirst(":-.*", "")) + "}")
                .collect(Collectors.joining(" and "));
    }

    /// The text with everything filled in.
    ///
    /// @throws Mistake that names what is missing, never a value
    String fill(String written) {
        return fill(written, _ -> UnaryOperator.identity());
    }

    /// The address with everything filled in. What stands within its user and password is taken as it is, so it is
    /// encoded: no character of it can be taken for the address's. Where one variable is all of both, its first
    /// colon divides them, as it would if it were written there.
    ///
    /// @throws Mistake that names what is missing, never a value
    String fillAddress(String written) {
        String outline = REFERENCE.matcher(written).replaceAll(each -> "x".repeat(each.end() - each.start()));
        Matcher signIn = SIGN_IN.matcher(outline);
        if (!signIn.find()) return fill(written);
        boolean isOne = REFERENCE
                .matcher(written)
                .region(signIn.start(1), signIn.end(1))
                .matches();
        return fill(written, at -> {
            if (at < signIn.start(1) || at >= signIn.end(1)) return UnaryOperator.identity();
            return isOne ? Secrets::encodedAround : PercentEncoding::encoded;
        });
    }

    private static String encodedAround(String both) {
        return Stream.of(both.split(":", 2)).map(PercentEncoding::encoded).collect(Collectors.joining(":"));
    }

    /// @param as how what is filled in at some place of the text is written there
    private String fill(String written, IntFunction<UnaryOperator<String>> as) {
        Matcher reference = REFERENCE.matcher(written);
        StringBuilder filled = new StringBuilder();
        while (reference.find()) {
            String name = reference.group(1);
            if (name != null && reference.group(2).isEmpty()) {
                throw new Mistake(
                        "a ${ has no } behind it", "Write ${NAME}, or $${ for the two characters themselves.");
            }
            String value = name == null ? "${" : as.apply(reference.start()).apply(value(name));
            reference.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return reference.appendTail(filled).toString();
    }

    private String value(String reference) {
        if (reference.startsWith("file:")) {
            return content(reference.substring(5));
        }
        int dash = reference.indexOf(":-");
        String name = dash < 0 ? reference : reference.substring(0, dash);
        if (!NAME.matcher(name).matches()) {
            throw new Mistake(
                    Quoted.of("${" + name + "}") + " does not name a variable",
                    "Write ${NAME}, ${NAME:-default} or ${file:/run/secrets/name}.");
        }
        String value = environment.apply(name);
        if (value != null && !value.isEmpty()) {
            return value;
        }
        if (dash >= 0) {
            return reference.substring(dash + 2);
        }
        throw new Mistake(
                "the variable " + name + (value == null ? " is not set" : " is empty"),
                "Set it where Tidings is started.");
    }

    private static boolean absolute(String file) {
        try {
            return Path.of(file).isAbsolute();
        } catch (InvalidPathException unreadable) {
            return true;
        }
    }

    private String content(String file) {
        try (InputStream in = Files.newInputStream(base.resolve(file))) {
            byte[] octets = in.readNBytes(OCTETS_MAX + 1);
            if (octets.length > OCTETS_MAX) {
                throw new Mistake("the secret's file " + Quoted.of(file) + " has more than 64 KB");
            }
            return new String(octets, UTF_8).stripTrailing();
        } catch (IOException | InvalidPathException | SecurityException e) {
            throw new Mistake(
                    "the secret's file " + Quoted.of(file) + " cannot be read",
                    "It must be there and readable for the user that runs Tidings."
                            + (absolute(file) ? "" : " Its path begins at the workspace, " + base + "."));
        }
    }
}
