package dev.tidings.bench;

import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/// What many teams run today: a loop over JavaMailSender and Thymeleaf, which records nothing.
///
/// `SpringLoad PORT PEOPLE THREADS` prints one line of figures.
public final class SpringLoad {
    private SpringLoad() {}

    public static void main(String[] arguments) throws Exception {
        int people = Integer.parseInt(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(Integer.parseInt(arguments[0]));
        TemplateEngine html = engine(TemplateMode.HTML);
        TemplateEngine text = engine(TemplateMode.TEXT);
        String htmlSource = Letter.html(
                "<span th:text=\"${%s}\"></span>",
                "<tr th:each=\"order : ${orders}\">", "<td th:text=\"${order}\"></td>", "</tr>");
        String textSource = Letter.text("[(${%s})]");
        long start = System.nanoTime();
        Thread[] all = new Thread[threads];
        for (int thread = 0; thread < threads; thread++) {
            int first = thread;
            all[thread] = Thread.ofPlatform().start(() -> {
                for (int person = first; person < people; person += threads) {
                    send(sender, html, htmlSource, text, textSource, person);
                }
            });
        }
        for (Thread thread : all) {
            thread.join();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("spring\t%d\t%.1f\t%.0f%n", people, seconds, people / seconds);
    }

    private static void send(
            JavaMailSenderImpl sender,
            TemplateEngine html,
            String htmlSource,
            TemplateEngine text,
            String textSource,
            int person) {
        try {
            Context context = new Context();
            context.setVariable("name", "Person " + person);
            context.setVariable("balance", person % 1000);
            context.setVariable("logins", person % 7);
            context.setVariable("orders", Letter.rows());
            MimeMessage message = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom("reports@example.com", "Reports");
            helper.setTo("person" + person + "@example.org");
            helper.setSubject(Letter.SUBJECT + " Person " + person);
            helper.setText(text.process(textSource, context), html.process(htmlSource, context));
            sender.send(message);
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static TemplateEngine engine(TemplateMode mode) {
        StringTemplateResolver resolver = new StringTemplateResolver();
        resolver.setTemplateMode(mode);
        resolver.setCacheable(true);
        TemplateEngine engine = new TemplateEngine();
        engine.setTemplateResolvers(java.util.Set.copyOf(List.of(resolver)));
        return engine;
    }
}
