package dev.tidings.bench.peer;

import dev.tidings.bench.Letter;
import java.util.Set;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/// Thymeleaf, which goes with Spring.
public final class ThymeleafWording implements Wording {
    private static final String HTML = Letter.html(
            "<span th:text=\"${%s}\"></span>",
            "<tr th:each=\"order : ${orders}\">", "<td th:text=\"${order}\"></td>", "</tr>");
    private static final String TEXT = Letter.text("[(${%s})]");

    private final TemplateEngine html = engine(TemplateMode.HTML);
    private final TemplateEngine text = engine(TemplateMode.TEXT);

    private static TemplateEngine engine(TemplateMode mode) {
        StringTemplateResolver resolver = new StringTemplateResolver();
        resolver.setTemplateMode(mode);
        resolver.setCacheable(true);
        TemplateEngine engine = new TemplateEngine();
        engine.setTemplateResolvers(Set.of(resolver));
        return engine;
    }

    @Override
    public Mail to(Person person) {
        Context context = new Context();
        context.setVariables(person.values());
        context.setVariable("orders", Letter.rows());
        return new Mail(
                person, Letter.SUBJECT + " " + person.name(), html.process(HTML, context), text.process(TEXT, context));
    }
}
