package dev.tidings.template.pebble;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.extension.core.AttributeResolverExtension;
import io.pebbletemplates.pebble.extension.core.CoreExtension;
import io.pebbletemplates.pebble.extension.core.DefaultFilter;
import io.pebbletemplates.pebble.extension.escaper.EscapeFilter;
import io.pebbletemplates.pebble.extension.escaper.EscaperExtension;
import io.pebbletemplates.pebble.extension.escaper.EscaperNodeVisitor;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.UnaryOperator;
import io.pebbletemplates.pebble.operator.UnaryOperatorImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets through of Pebble what is listed here, and nothing else.
///
/// Left out on purpose: the tags `parallel` and `cache` (threads, memory between mails), `embed` and `filter`
/// (Pebble neither escapes nor visits what stands in them), `from` (writes into the compiled template) and
/// `flush`; the filters `format` (`%999999999d`), `split` (regular expressions without a time limit) and
/// `base64decode` (makes text nobody has checked); the function `i18n` (bundles of the class path).
final class Walls extends ExtensionCustomizer {
    private static final Set<String> TAGS =
            Set.of("autoescape", "block", "extends", "for", "if", "import", "include", "macro", "set");

    static final Set<String> FILTERS = Set.of(
            "abbreviate",
            "abs",
            "base64encode",
            "capitalize",
            "default",
            "escape",
            "first",
            "last",
            "length",
            "lower",
            "merge",
            "nl2br",
            "numberformat",
            "raw",
            "reverse",
            "sha256",
            "slice",
            "title",
            "trim",
            "upper",
            "urlencode");

    private static final Set<String> FUNCTIONS = Set.of("max", "min");

    private static final Set<String> TESTS = Set.of("defined", "empty", "even", "iterable", "map", "null", "odd");

    private final Extension inside;

    Walls(Extension inside) {
        super(inside);
        this.inside = inside;
    }

    @Override
    public Map<String, Filter> getFilters() {
        Map<String, Filter> filters = listed(super.getFilters(), FILTERS);
        filters.replaceAll((_, filter) -> isKnownByItsClass(filter) ? filter : new MeasuredFilter(filter));
        return filters;
    }

    /// Only a `DefaultFilter` is applied to what is not there, and only an `EscapeFilter` sees what is safe
    /// already. Neither makes a text much longer than it was.
    private static boolean isKnownByItsClass(Filter filter) {
        return filter instanceof DefaultFilter || filter instanceof EscapeFilter;
    }

    @Override
    public Map<String, Function> getFunctions() {
        return listed(super.getFunctions(), FUNCTIONS);
    }

    @Override
    public Map<String, Test> getTests() {
        return listed(super.getTests(), TESTS);
    }

    private static <T> Map<String, T> listed(@Nullable Map<String, T> all, Set<String> names) {
        Map<String, T> listed = all == null ? new HashMap<>() : new HashMap<>(all);
        listed.keySet().retainAll(names);
        return listed;
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        @Nullable List<TokenParser> all = super.getTokenParsers();
        return all == null
                ? List.of()
                : all.stream().filter(tag -> TAGS.contains(tag.getTag())).toList();
    }

    @Override
    public List<UnaryOperator> getUnaryOperators() {
        @Nullable List<UnaryOperator> all = super.getUnaryOperators();
        if (!(inside instanceof CoreExtension) || all == null) return List.of();
        List<UnaryOperator> operators = new ArrayList<>(all);
        operators.replaceAll(operator -> switch (operator.getSymbol()) {
            case "-" -> new UnaryOperatorImpl("-", operator.getPrecedence(), Arithmetic.Minus.class);
            case "+" -> new UnaryOperatorImpl("+", operator.getPrecedence(), Arithmetic.Plus.class);
            default -> operator;
        });
        return operators;
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
        @Nullable List<BinaryOperator> all = super.getBinaryOperators();
        if (!(inside instanceof CoreExtension) || all == null) return List.of();
        List<BinaryOperator> operators = new ArrayList<>(all);
        operators.replaceAll(operator -> switch (operator.getSymbol()) {
            case "~" -> making(Measured.Joined::new, operator);
            case String symbol
            when Arithmetic.SYMBOLS.contains(symbol) -> making(() -> new Arithmetic.Binary(symbol), operator);
            default -> operator;
        });
        return operators;
    }

    private static BinaryOperator making(Supplier<BinaryExpression<?>> expression, BinaryOperator like) {
        return new BinaryOperatorImpl(
                like.getSymbol(), like.getPrecedence(), expression, like.getType(), like.getAssociativity());
    }

    @Override
    public Map<String, Object> getGlobalVariables() {
        return Map.of();
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return switch (inside) {
            case CoreExtension core -> core.getNodeVisitors();
            case EscaperExtension _ ->
                List.of(template -> new EscaperNodeVisitor(
                        (PebbleTemplateImpl) template, TemplateFiles.isHtml(template.getName())));
            default -> List.of();
        };
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
        return inside instanceof AttributeResolverExtension ? List.of(new Values()) : List.of();
    }
}
