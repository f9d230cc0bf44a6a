package dev.tidings.compose;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.mail.Attachment;
import dev.tidings.mail.Inline;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the HTML of a mail shows by `cid:` (RFC 2392), in an attribute or a style's `url(…)`.
final class Pictures {
    private static final String RULE = "inline";
    private static final Pattern SHOWN =
            Pattern.compile("[=(]\\s*[\"']?\\s*cid:([^\"'()<>\\s]+)", Pattern.CASE_INSENSITIVE);

    private Pictures() {}

    /// Those of the files that the HTML shows, in the order in which they are declared.
    ///
    /// @param files by content id
    /// @throws Unfitness when it shows one that is not there: readers would see a broken picture
    static List<Inline> shown(String html, Map<String, Attachment> files) throws Unfitness {
        Set<String> shown = shown(html);
        for (String id : shown) {
            if (!files.containsKey(id)) throw unknown(id, files.keySet());
        }
        List<Inline> inlines = new ArrayList<>(shown.size());
        files.forEach((id, file) -> {
            if (shown.contains(id)) inlines.add(new Inline(id, file));
        });
        return inlines;
    }

    private static Set<String> shown(String html) {
        if (!html.contains("cid:") && !html.contains("CID:")) return Set.of(); // nearly every mail
        Set<String> shown = new LinkedHashSet<>();
        Matcher matcher = SHOWN.matcher(html);
        while (matcher.find()) shown.add(decoded(matcher.group(1)));
        return shown;
    }

    private static String decoded(String id) {
        try {
            return URLDecoder.decode(id.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException asItStands) {
            return id;
        }
    }

    private static Unfitness unknown(String id, Set<String> known) {
        String which = known.isEmpty()
                ? "which no attached file has as its inline:"
                : "and known here are " + String.join(", ", known) + Guess.asQuestion(id, known);
        return new Unfitness(RULE, "the HTML shows \"cid:%s\", %s".formatted(id, which));
    }
}
