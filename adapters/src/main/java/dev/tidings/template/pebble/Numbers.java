package dev.tidings.template.pebble;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `{{ logins | number }}` and `{{ balance | money("CNY") }}`, in the reader's language; halves are rounded
/// up, as people do. Numbers written as text, as CSV files have them, are read with a dot for the decimals.
final class Numbers {
    private static final int DIGITS_MAX = 20;

    private Numbers() {}

    /// @param arguments `digits`: so many decimals; as many as there are (up to three) without it
    static Object number(Object input, Map<String, Object> arguments, Locale locale) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        @Nullable Object digits = arguments.get("digits");
        if (digits != null) {
            int wanted = decimal(digits).intValue();
            if (wanted < 0 || wanted > DIGITS_MAX) {
                throw new IllegalArgumentException("digits are 0 to %d, not %s".formatted(DIGITS_MAX, digits));
            }
            format.setMinimumFractionDigits(wanted);
            format.setMaximumFractionDigits(wanted);
        }
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(decimal(input));
    }

    /// @param arguments `currency`: an ISO 4217 code; it decides on the decimals
    static Object money(Object input, Map<String, Object> arguments, Locale locale) {
        @Nullable Object code = arguments.get("currency");
        if (code == null) throw new IllegalArgumentException("money needs a currency, as in money(\"CNY\")");
        Currency currency = currency(code.toString());
        NumberFormat format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(currency);
        format.setMinimumFractionDigits(currency.getDefaultFractionDigits());
        format.setMaximumFractionDigits(currency.getDefaultFractionDigits());
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(decimal(input));
    }

    private static Currency currency(String code) {
        try {
            Currency currency = Currency.getInstance(code);
            if (currency.getDefaultFractionDigits() >= 0) return currency;
        } catch (IllegalArgumentException unknown) {
            // told below
        }
        throw new IllegalArgumentException("\"%s\" is not a currency such as EUR or CNY".formatted(code));
    }

    private static BigDecimal decimal(Object input) {
        String text = input.toString().strip();
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) < 1_000) return number; // 1e999999999 would be a long text
        } catch (NumberFormatException notANumber) {
            // told below
        }
        throw new IllegalArgumentException("\"%s\" is not a number".formatted(text));
    }
}
