package dev.tidings.server.cli;

import dev.tidings.workspace.Origin;
import dev.tidings.workspace.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells places in a body that is written in the notification itself by the lines of its file:
/// `notifications/standup.yaml#subject:1` is `notifications/standup.yaml:3:10` for whoever has to open it.
final class Places {
    private Places() {}

    static String own(String why, Map<String, Origin> origins) {
        String told = why;
        for (Map.Entry<String, Origin> each : origins.entrySet()) {
            Matcher virtual = Pattern.compile(Pattern.quote(each.getKey()) + "(?::(\\d{1,6}))?")
                    .matcher(told);
            told = virtual.replaceAll(found -> Matcher.quoteReplacement(
                    place(each.getKey(), each.getValue(), Optional.ofNullable(found.group(1)))));
        }
        return told;
    }

    private static String place(String path, Origin origin, Optional<String> line) {
        int down = line.map(Integer::valueOf).orElse(1);
        return origin.place(new Problem(path, down, 0, "", Optional.empty())).place();
    }
}
