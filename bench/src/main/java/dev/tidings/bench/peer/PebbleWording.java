package dev.tidings.bench.peer;

import dev.tidings.bench.Letter;
import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.loader.StringLoader;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.io.IOException;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;

/// Pebble, which Tidings uses too, so that what differs is the mail.
public final class PebbleWording implements Wording {
    private final PebbleTemplate subject;
    private final PebbleTemplate html;
    private final PebbleTemplate text;

    public PebbleWording() {
        PebbleEngine escaping =
                new PebbleEngine.Builder().loader(new StringLoader()).build();
        PebbleEngine plain = new PebbleEngine.Builder()
                .loader(new StringLoader())
                .autoEscaping(false)
                .build();
        subject = plain.getTemplate(Letter.SUBJECT + " {{ name }}");
        html = escaping.getTemplate(
                Letter.html("{{ %s }}", "{% for order in orders %}", "<tr><td>{{ order }}</td></tr>", "{% endfor %}"));
        text = plain.getTemplate(Letter.text("{{ %s }}"));
    }

    @Override
    public Mail to(Person person) throws IOException {
        Map<String, Object> values = new HashMap<>(person.values());
        values.put("orders", Letter.rows());
        return new Mail(person, fill(subject, values), fill(html, values), fill(text, values));
    }

    private static String fill(PebbleTemplate template, Map<String, Object> values) throws IOException {
        StringWriter out = new StringWriter(4096);
        template.evaluate(out, values);
        return out.toString();
    }
}
