package dev.tidings.template.pebble;

import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.utils.OperatorUtils;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reckons exactly: Pebble's own operators overflow without a word and take amounts through floating point.
///
/// Whole numbers stay whole (a quotient of two is cut, as Pebble does), everything else is a decimal; only a
/// quotient that never ends is rounded, after 34 digits.
final class Arithmetic {
    static final Set<String> SYMBOLS = Set.of("+", "-", "*", "/", "%");

    private static final int DIGITS_MAX = 200;

    private Arithmetic() {}

    /// `a + b` and the like: also of texts, which are joined, and of lists.
    static final class Binary extends BinaryExpression<@Nullable Object> {
        private final String symbol;

        Binary(String symbol) {
            this.symbol = symbol;
        }

        @Override
        public @Nullable Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            @Nullable Object left = getLeftExpression().evaluate(self, context);
            @Nullable Object right = getRightExpression().evaluate(self, context);
            try {
                return Budget.now().checked(reckoned(left, right));
            } catch (ArithmeticException | IllegalArgumentException impossible) {
                throw failed(impossible, "%s %s %s".formatted(left, symbol, right), getLineNumber(), self);
            }
        }

        private @Nullable Object reckoned(@Nullable Object left, @Nullable Object right) {
            if (symbol.equals("+") && (isText(left) || isText(right) || left instanceof List))
                return OperatorUtils.add(left, right);
            if (symbol.equals("-") && left instanceof List) return OperatorUtils.subtract(left, right);
            return of(symbol, number(left), number(right));
        }

        private static boolean isText(@Nullable Object value) {
            return value instanceof CharSequence || value instanceof SafeString;
        }
    }

    /// `-a`; public, since Pebble makes it.
    public static final class Minus extends UnaryExpression {
        @Override
        public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            @Nullable Object value = getChildExpression().evaluate(self, context);
            try {
                return of("-", 0L, number(value));
            } catch (ArithmeticException | IllegalArgumentException impossible) {
                throw failed(impossible, "-" + value, getLineNumber(), self);
            }
        }
    }

    /// `+a`; public, since Pebble makes it.
    public static final class Plus extends UnaryExpression {
        @Override
        public Object evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            @Nullable Object value = getChildExpression().evaluate(self, context);
            try {
                return number(value);
            } catch (IllegalArgumentException impossible) {
                throw failed(impossible, "+" + value, getLineNumber(), self);
            }
        }
    }

    private static PebbleException failed(RuntimeException why, String what, int line, PebbleTemplateImpl self) {
        String brief = what.length() <= 100 ? what : what.substring(0, 100) + "…";
        return new PebbleException(why, "Could not reckon " + brief, line, self.getName());
    }

    /// A `Long` or a `BigDecimal`.
    private static Number number(@Nullable Object value) {
        return switch (value) {
            case Long whole -> whole;
            case Integer whole -> whole.longValue();
            case Short whole -> whole.longValue();
            case Byte whole -> whole.longValue();
            case Number number -> decimal(number.toString());
            case CharSequence text when text.toString().matches("[+-]?\\d{1,18}") -> Long.valueOf(text.toString());
            case CharSequence text -> decimal(text.toString());
            case null -> throw new IllegalArgumentException("nothing stands where a number should");
            default -> throw new IllegalArgumentException("\"%s\" is not a number".formatted(value));
        };
    }

    private static BigDecimal decimal(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            if (Math.abs((long) number.scale()) <= DIGITS_MAX) return plain(number);
        } catch (NumberFormatException notANumber) {
            // told below: NaN and the infinities, too
        }
        throw new IllegalArgumentException("\"%s\" is not a number".formatted(text));
    }

    private static Number of(String symbol, Number left, Number right) {
        if (left instanceof Long one && right instanceof Long other) {
            try {
                return ofWhole(symbol, one, other);
            } catch (ArithmeticException overflow) {
                // as decimals they have room
            }
        }
        return ofDecimals(symbol, new BigDecimal(left.toString()), new BigDecimal(right.toString()));
    }

    private static long ofWhole(String symbol, long left, long right) {
        return switch (symbol) {
            case "+" -> Math.addExact(left, right);
            case "-" -> Math.subtractExact(left, right);
            case "*" -> Math.multiplyExact(left, right);
            case "/" -> Math.divideExact(left, right);
            case "%" -> left % right;
            default -> throw new IllegalArgumentException(symbol);
        };
    }

    private static BigDecimal ofDecimals(String symbol, BigDecimal left, BigDecimal right) {
        return plain(
                switch (symbol) {
                    case "+" -> left.add(right);
                    case "-" -> left.subtract(right);
                    case "*" -> left.multiply(right);
                    case "/" -> left.divide(right, MathContext.DECIMAL128);
                    case "%" -> left.remainder(right);
                    default -> throw new IllegalArgumentException(symbol);
                });
    }

    /// Without an exponent, and of a length that can be read.
    private static BigDecimal plain(BigDecimal number) {
        if (number.precision() > DIGITS_MAX || Math.abs((long) number.scale()) > DIGITS_MAX)
            throw new ArithmeticException("it has more than %d digits".formatted(DIGITS_MAX));
        return number.scale() < 0 ? number.setScale(0) : number;
    }
}
