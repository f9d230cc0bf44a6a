package dev.tidings.audience;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A value by which rows find their person, whatever type the two sources give it: `1`, `1L`, `1.00` and the
/// text `1` of a CSV file are one key.
record JoinKey(String text) {

    /// Empty for null and blank text, which join nothing.
    static Optional<JoinKey> of(@Nullable Object value) {
        return switch (value) {
            case null -> Optional.empty();
            case String text when text.isBlank() -> Optional.empty();
            case String text -> Optional.of(new JoinKey(text));
            case Long whole -> Optional.of(new JoinKey(whole.toString()));
            case Integer whole -> Optional.of(new JoinKey(whole.toString()));
            case BigInteger whole -> Optional.of(new JoinKey(whole.toString()));
            case BigDecimal decimal -> Optional.of(new JoinKey(plain(decimal)));
            case Number number -> Optional.of(new JoinKey(plain(number)));
            default -> Optional.of(new JoinKey(value.toString()));
        };
    }

    private static String plain(Number number) {
        double value = number.doubleValue();
        return Double.isFinite(value) ? plain(BigDecimal.valueOf(value)) : number.toString();
    }

    private static String plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
}
