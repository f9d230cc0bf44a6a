package dev.tidings.template.pebble;

import dev.tidings.compose.Guess;
import io.pebbletemplates.pebble.error.LoaderException;
import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ExtendsNode;
import io.pebbletemplates.pebble.node.ImportNode;
import io.pebbletemplates.pebble.node.IncludeNode;
import io.pebbletemplates.pebble.node.Node;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.Writer;
import java.util.List;
import java.util.Set;

/// Goes over a template once, when it is compiled: everything with a body (template, loop, macro, block,
/// branch) gets a first step that is counted, and names that Pebble would only miss while rendering are
/// missed now.
final class Counted extends AbstractExtension {
    private final TemplateFiles files;
    private final Set<String> filters;

    /// @param filters all there are
    Counted(TemplateFiles files, Set<String> filters) {
        this.files = files;
        this.filters = Set.copyOf(filters);
    }

    @Override
    public List<NodeVisitorFactory> getNodeVisitors() {
        return List.of(template -> new Visitor((PebbleTemplateImpl) template));
    }

    private final class Visitor extends AbstractNodeVisitor {
        private Visitor(PebbleTemplateImpl template) {
            super(template);
        }

        @Override
        public void visit(BodyNode body) {
            super.visit(body);
            body.getChildren().addFirst(new Step(body.getLineNumber()));
        }

        @Override
        public void visit(ExtendsNode node) {
            requireTemplate(node.getParentExpression(), node.getLineNumber());
            super.visit(node);
        }

        @Override
        public void visit(IncludeNode node) {
            requireTemplate(node.getIncludeExpression(), node.getLineNumber());
            super.visit(node);
        }

        @Override
        public void visit(ImportNode node) {
            requireTemplate(node.getImportExpression(), node.getLineNumber());
            super.visit(node);
        }

        @Override
        public void visit(Node node) {
            switch (node) {
                case BinaryExpression<?> both -> {
                    both.getLeftExpression().accept(this);
                    both.getRightExpression().accept(this);
                }
                case FilterInvocationExpression filter -> requireFilter(filter);
                default -> {}
            }
        }

        private void requireTemplate(Expression<?> name, int line) {
            if (!(name instanceof LiteralStringExpression literal)) return;
            try {
                files.require(getTemplate().resolveRelativePath(literal.getValue()));
            } catch (LoaderException lacking) {
                throw new ParserException(
                        lacking, lacking.getPebbleMessage(), line, getTemplate().getName());
            }
        }

        private void requireFilter(FilterInvocationExpression filter) {
            String name = filter.getFilterName();
            if (filters.contains(name)) return;
            throw new ParserException(
                    null,
                    "there is no filter \"%s\"%s".formatted(name, Guess.asQuestion(name, filters)),
                    filter.getLineNumber(),
                    getTemplate().getName());
        }
    }

    private static final class Step extends AbstractRenderableNode {
        private Step(int line) {
            super(line);
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) {
            Budget.now().step();
        }

        @Override
        public void accept(NodeVisitor visitor) {
            visitor.visit(this);
        }
    }
}
