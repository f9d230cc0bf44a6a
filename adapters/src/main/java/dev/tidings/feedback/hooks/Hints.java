package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Clues;
import dev.tidings.notification.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gathers what tells which mail an event is about: our header or Message-ID where a provider echoes them, the
/// sender of the envelope, which we sign, and what was sent along for the provider to give back.
final class Hints {
    private static final Pattern HEADER =
            Pattern.compile("(?i)x-tidings-trace[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?([0-9a-f]{32})\\b");
    private static final Set<String> NAMES = Set.of("x-tidings-trace", "tidings-trace", "tidings_trace", "trace");
    private static final int ID_MAX = 998;
    private static final int ADDRESS_MAX = 320;
    private static final int EACH_MAX = 20;

    private final List<String> comeTo = new ArrayList<>();
    private final List<String> traces = new ArrayList<>();
    private final List<String> messageIds = new ArrayList<>();

    Hints messageId(Optional<String> id) {
        Facts.line(id.map(text -> text.strip().replaceAll("^<|>$", "")), ID_MAX).ifPresent(messageIds::add);
        return this;
    }

    /// The envelope's.
    Hints sender(Optional<String> address) {
        Facts.line(address, ADDRESS_MAX).filter(text -> text.contains("@")).ifPresent(comeTo::add);
        return this;
    }

    /// Headers of the mail, as a list of names and values.
    Hints headers(Facts list) {
        for (Facts each : list.objects()) {
            header(each.text("name").orElse(""), each.text("value"));
        }
        return this;
    }

    Hints header(String name, Optional<String> value) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "x-tidings-trace" -> trace(value);
            case "message-id" -> messageId(value);
            default -> {}
        }
        return this;
    }

    /// What a sender gave the provider to give back, by name.
    Hints givenBack(Facts metadata) {
        for (String name : metadata.names()) {
            if (NAMES.contains(name.toLowerCase(Locale.ROOT))) {
                trace(metadata.text(name));
            }
        }
        return this;
    }

    /// The same as JSON in a string, or as nothing but the trace.
    Hints givenBack(Optional<String> text) {
        text.ifPresent(given -> {
            if (given.strip().startsWith("{")) {
                givenBack(Facts.within(given));
            } else if (given.strip().length() == 32) {
                trace(text);
            }
        });
        return this;
    }

    /// A mail that was returned, or the report about it, in full.
    Hints returned(Optional<String> mail) {
        mail.map(HEADER::matcher).filter(Matcher::find).ifPresent(found -> traces.add(found.group(1)));
        return this;
    }

    private void trace(Optional<String> value) {
        value.flatMap(Trace::in).map(Trace::hex).ifPresent(traces::add);
    }

    Clues clues() {
        return new Clues(few(comeTo), Optional.empty(), few(traces), few(messageIds));
    }

    private static List<String> few(List<String> all) {
        return all.stream().distinct().limit(EACH_MAX).toList();
    }
}
