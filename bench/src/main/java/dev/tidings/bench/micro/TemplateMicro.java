package dev.tidings.bench.micro;

import dev.tidings.bench.Letter;
import dev.tidings.bench.peer.Mail;
import dev.tidings.bench.peer.PebbleWording;
import dev.tidings.bench.peer.Person;
import dev.tidings.bench.peer.ThymeleafWording;
import dev.tidings.compose.RenderFailure;
import dev.tidings.compose.Renderer;
import dev.tidings.template.pebble.PebbleTemplates;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The texts of a mail out of its templates: subject, HTML and plain text.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TemplateMicro {
    private final Person person = new Person(1, "Person 1", "person1@example.org", 1, 1);
    private final PebbleWording pebble = new PebbleWording();
    private final ThymeleafWording thymeleaf = new ThymeleafWording();
    private final Renderer renderer = new PebbleTemplates()
            .over(Map.of(
                    "subject.txt", Letter.SUBJECT + " {{ name }}",
                    "body.html",
                            Letter.html(
                                    "{{ %s }}",
                                    "{% for order in orders %}", "<tr><td>{{ order }}</td></tr>", "{% endfor %}"),
                    "body.txt", Letter.text("{{ %s }}")));

    /// Pebble within its bounds.
    @Benchmark
    public Mail tidings() throws RenderFailure {
        Map<String, @Nullable Object> values = new HashMap<>(person.values());
        values.put("orders", Letter.rows());
        return new Mail(
                person,
                renderer.render("subject.txt", Locale.ENGLISH, values),
                renderer.render("body.html", Locale.ENGLISH, values),
                renderer.render("body.txt", Locale.ENGLISH, values));
    }

    @Benchmark
    public Mail pebble() throws Exception {
        return pebble.to(person);
    }

    @Benchmark
    public Mail thymeleaf() {
        return thymeleaf.to(person);
    }
}
