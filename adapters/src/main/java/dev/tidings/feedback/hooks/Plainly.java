package dev.tidings.feedback.hooks;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The address out of `Ann <ann@example.com>`, as it is written there.
final class Plainly {
    private static final Pattern ANGLED = Pattern.compile("<\\s*([^<>\\s]+)\\s*>[^<>]*$");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private Plainly() {}

    /// Empty when there are several, or none.
    static Optional<String> address(String written) {
        String bare = QUOTED.matcher(written).replaceAll("");
        Matcher angled = ANGLED.matcher(bare);
        if (bare.contains(",")) {
            return Optional.empty();
        }
        String address = angled.find() ? angled.group(1) : bare.strip();
        return Optional.of(address).filter(text -> text.contains("@") && !text.contains(" "));
    }
}
