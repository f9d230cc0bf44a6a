package dev.tidings.source.reading;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.SourceFailure;
import dev.tidings.compose.Guess;
import dev.tidings.notification.Query;
import dev.tidings.notification.SourceSpec.Limits;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A query on its way through a source, for failures to name.
///
/// @param source its name in the settings
public record Question(String source, Query query, Parameters parameters, Limits limits) {
    private static final int SHOWN_MAX = 200;

    /// `source "crm": <why>`, then what was asked.
    public SourceFailure failed(String why) {
        return new SourceFailure(told(why));
    }

    public SourceFailure failed(String why, Throwable cause) {
        return new SourceFailure(told(why), cause);
    }

    /// What no repetition can mend: the question is wrong.
    public SourceFailure mistaken(String why) {
        return SourceFailure.definite(told(why));
    }

    public SourceFailure mistaken(String why, Throwable cause) {
        return SourceFailure.definite(told(why), cause);
    }

    private String told(String why) {
        String asked = query.text().strip().replaceAll("\\s+", " ");
        String shown = asked.length() <= SHOWN_MAX ? asked : asked.substring(0, SHOWN_MAX) + "…";
        return "source \"%s\": %s [asked: %s]".formatted(source, why, shown);
    }

    /// What `:name` stands for.
    ///
    /// @throws SourceFailure when nobody knows it, with those that are known
    public @Nullable Object parameter(String name) throws SourceFailure {
        if (parameters.values().containsKey(name)) return parameters.values().get(name);
        Set<String> known = parameters.values().keySet();
        String list = known.isEmpty()
                ? "there are none here"
                : known.stream().sorted().map(each -> ":" + each).collect(Collectors.joining(", ", "known here: ", ""));
        throw mistaken(":%s is not known%s; %s".formatted(name, Guess.asQuestion(name, List.copyOf(known)), list));
    }
}
