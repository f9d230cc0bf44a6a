package dev.tidings.template.pebble;

import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An operator that makes something longer than what it was given, and therefore looks at the budget: a text
/// joined to itself forty times over would fill any memory.
final class Measured {
    private Measured() {}

    /// `a ~ b`
    static final class Joined extends ConcatenateExpression {
        @Override
        public String evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            String left = text(getLeftExpression(), self, context);
            String right = text(getRightExpression(), self, context);
            Budget.now().letters((long) left.length() + right.length());
            return left.concat(right);
        }

        private static String text(Expression<?> expression, PebbleTemplateImpl self, EvaluationContextImpl context) {
            @Nullable Object value = expression.evaluate(self, context);
            return Objects.toString(value, "");
        }
    }
}
