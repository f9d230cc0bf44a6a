package dev.tidings.server.api;

import dev.tidings.deliver.Suppression.Reason;
import dev.tidings.ledger.History.Told;
import dev.tidings.ledger.Page;
import dev.tidings.mail.Address;
import dev.tidings.mail.MalformedAddress;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads what a request asks for, and refuses what cannot be meant.
public final class Asked {
    private static final int MOST_MAX = 1000;

    private Asked() {}

    /// The page a list is to give: `before` an id, at `most` so many.
    public static Page page(Context context, int usual) {
        long before = text(context, "before")
                .map(text -> number("before", text, Long.MAX_VALUE))
                .orElse(Long.MAX_VALUE);
        return new Page(before, most(context, usual));
    }

    public static int most(Context context, int usual) {
        return text(context, "most")
                .map(text -> (int) number("most", text, MOST_MAX))
                .orElse(usual);
    }

    /// A number in the path.
    public static long id(Context context) {
        return number("id", context.pathParam("id"), Long.MAX_VALUE);
    }

    /// 1 to `max`.
    public static long number(String what, String text, long max) {
        if (text.matches("\\d{1,18}|" + Long.MAX_VALUE)) {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= max) {
                return number;
            }
        }
        throw Refusal.malformed(what, text, max == Long.MAX_VALUE ? "a number from 1" : "a number from 1 to " + max);
    }

    /// A query's value; empty when it is absent or blank.
    public static Optional<String> text(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /// An instant, as `2026-11-23T09:00:00Z` or with an offset.
    public static Instant instant(Context context, String name, Instant usual) {
        return text(context, name)
                .map(text -> {
                    try {
                        // In a query, an offset's + arrives as a space.
                        return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
                    } catch (DateTimeException malformed) {
                        throw Refusal.malformed(name, text, "an instant such as 2026-11-23T09:00:00+08:00");
                    }
                })
                .orElse(usual);
    }

    public static Address address(String what, String text) {
        try {
            return Address.parse(text);
        } catch (MalformedAddress mistake) {
            throw new Refusal(
                    400, what + ": " + mistake.getMessage() + ".", "Give one address such as ann@example.com.");
        }
    }

    /// Why somebody is not to be mailed.
    public static Reason reason(String word) {
        try {
            return Reason.of(word);
        } catch (IllegalArgumentException unknown) {
            throw Refusal.malformed("reason", word, "one of " + Reason.words());
        }
    }

    /// Which of what others told: `bounces`, `complaints`, `unmatched` or `all`.
    public static Told told(Context context, Told usual) {
        return text(context, "which")
                .map(word -> Arrays.stream(Told.values())
                        .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                        .findFirst()
                        .orElseThrow(
                                () -> Refusal.malformed("which", word, "one of all, bounces, complaints, unmatched")))
                .orElse(usual);
    }

    /// Words such as `failed,held`.
    public static <E extends Enum<E>> Set<E> words(
            Context context, String name, Class<E> type, Function<String, E> read) {
        Set<E> all = EnumSet.noneOf(type);
        for (String word : text(context, name).map(text -> text.split(",")).orElse(new String[0])) {
            try {
                all.add(read.apply(word.strip()));
            } catch (IllegalArgumentException unknown) {
                String known = String.join(
                        ", ",
                        EnumSet.allOf(type).stream()
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .toList());
                throw Refusal.malformed(name, word, "one of " + known);
            }
        }
        return all;
    }
}
