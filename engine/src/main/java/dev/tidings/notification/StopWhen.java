package dev.tidings.notification;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// That a notification stops when too much of it comes back: `bounces > 5%`.
///
/// @param percent of the mails that were handed over
public record StopWhen(What what, BigDecimal percent) {
    private static final Pattern FORM = Pattern.compile("(bounces|complaints) ?> ?(\\d{1,2}(?:\\.\\d{1,3})?) ?%");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public enum What {
        BOUNCES,
        COMPLAINTS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Empty when that is not what is written so.
    public static Optional<StopWhen> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new StopWhen(
                        What.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), new BigDecimal(matcher.group(2))))
                : Optional.empty();
    }

    /// Whether so many of so many are too many.
    public boolean isPassed(long count, long of) {
        return BigDecimal.valueOf(count).multiply(HUNDRED).compareTo(percent.multiply(BigDecimal.valueOf(of))) > 0;
    }

    @Override
    public String toString() {
        return "%s > %s%%".formatted(what.word(), percent.toPlainString());
    }
}
