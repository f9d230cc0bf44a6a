package dev.tidings.template.pebble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.compose.RenderFailure;
import dev.tidings.compose.Renderer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PebbleTemplatesTest {
    private static final ZonedDateTime DUE = ZonedDateTime.of(2026, 11, 23, 9, 5, 0, 0, ZoneId.of("Asia/Shanghai"));
    private static final Map<String, Object> MODEL = Map.of(
            "name",
            "Ann <b>&",
            "balance",
            new BigDecimal("1234.5"),
            "due",
            DUE,
            "orders",
            List.of(Map.of("title", "tea", "amount", 3L), Map.of("title", "cups", "amount", 12L)));

    @Test
    void html_is_escaped_and_text_is_not() throws Exception {
        assertThat(html("Hi {{ name }}")).isEqualTo("Hi Ann &lt;b&gt;&amp;");
        assertThat(text("Hi {{ name }}")).isEqualTo("Hi Ann <b>&");
        assertThat(html("{{ name | upper }}{% set n = name %}{{ n }}{{ name ~ '!' }}"))
                .isEqualTo("ANN &lt;B&gt;&amp;Ann &lt;b&gt;&amp;Ann &lt;b&gt;&amp;!");
        assertThat(html("{{ true ? name : '' }}{{ name | default('x') }}{{ nobody | default(name) }}"))
                .isEqualTo("Ann &lt;b&gt;&amp;".repeat(3));
        assertThat(html("{% macro m(x) %}{{ x }}{% endmacro %}{{ m(name) }}")).isEqualTo("Ann &lt;b&gt;&amp;");
        assertThat(html("{{ name | replace({'Ann': '<i>'}) }}{{ [name] | join('<') }}"))
                .doesNotContain("<");
    }

    @Test
    void a_line_that_ends_in_a_tag_ends_with_it_and_one_that_ends_in_a_value_does_not() throws Exception {
        String template = """
                Dear {{ balance }}
                {% for order in orders %}
                - {{ order.title }}
                {% endfor %}
                {# said to nobody #}
                a{width:100%}
                {% if true %}yes{% endif %}
                {% verbatim %}
                {% if x %}
                {% endverbatim %}
                Bye
                """;

        String expected = "Dear 1234.5\n- tea\n- cups\na{width:100%}\nyes{% if x %}\nBye\n";
        assertThat(text(template)).isEqualTo(expected);
        assertThat(text(template.replace("\n", "\r\n"))).isEqualTo(expected.replace("\n", "\r\n"));
    }

    @Test
    void what_is_never_closed_is_told_with_line_and_column_and_mend() {
        assertThat(unclosed("Dear\n  {{ name,\n{{ balance }}"))
                .isEqualTo("templates/t.txt:2: a {{ opens in column 3 and is never closed: close it with }}");
        assertThat(unclosed("{% verbatim %}{{ this is text{% endverbatim %}\n{% if name"))
                .isEqualTo("templates/t.txt:2: a {% opens in column 1 and is never closed: close it with %}");
    }

    private static String unclosed(String template) {
        return Assertions.catchThrowableOfType(
                        RenderFailure.class,
                        () -> over(Map.of("templates/t.txt", template)).compile("templates/t.txt"))
                .toString();
    }

    @Test
    void layouts_partials_and_macros_are_taken_in() throws Exception {
        Renderer renderer = over(Map.of(
                "templates/layout.html", "<html>{% block content %}nothing{% endblock %}</html>",
                "templates/parts/row.html", "<li>{{ order.title }} {{ extra }}</li>",
                "templates/parts/macros.html", "{% macro bold(x) %}<b>{{ x }}</b>{% endmacro %}",
                "templates/weekly/body.html", """
                        {% extends "layout.html" %}
                        {% import "../parts/macros.html" as fonts %}
                        {% block content %}{{ fonts.bold(name) }}
                        {% for order in orders %}{% include "templates/parts/row.html" with {"extra": loop.index} %}{% endfor %}
                        {% endblock %}
                        """));

        for (int i = 0; i < 3; i++) {
            assertThat(renderer.render("templates/weekly/body.html", Locale.ENGLISH, MODEL))
                    .isEqualTo("<html><b>Ann &lt;b&gt;&amp;</b>\n<li>tea 0</li><li>cups 1</li></html>");
        }
    }

    @Test
    void html_does_not_take_in_what_is_not_escaped() {
        Renderer renderer = over(Map.of(
                "templates/a.html",
                "{% set file = 'b.txt' %}{% include file %}",
                "templates/b.txt",
                "{{ name }}",
                "templates/c.html",
                "{% include './b.txt' %}"));

        assertRefused(() -> renderer.render("templates/a.html", Locale.ENGLISH, MODEL))
                .withMessageContaining("HTML templates only");
        assertRefused(() -> renderer.compile("templates/c.html")).withMessageContaining("HTML templates only");
    }

    @Test
    void what_is_not_there_is_named_with_its_line_and_a_guess() {
        RenderFailure failure = failure("Hello\n\n{{ balnce }}");

        assertThat(failure.path()).isEqualTo("templates/t.txt");
        assertThat(failure.line()).isEqualTo(3);
        assertThat(failure.why()).isEqualTo("\"balnce\" is not there; did you mean \"balance\"?");
        assertThat(failure("{% for o in orders %}\n{{ o.titel }}{% endfor %}"))
                .hasToString("templates/t.txt:2: \"titel\" is not there; did you mean \"title\"?");
        assertThat(failure("{{ orders[2].title }}").why())
                .isEqualTo("there is no item 2; the list has 2, counted from 0");
        assertThat(failure("{% if vip %}{% endif %}").why()).isEqualTo("\"vip\" is not there");
    }

    @Test
    void what_may_be_missing_is_given_a_default_or_asked_for() throws Exception {
        assertThat(text("{{ vip | default('no') }} {{ orders[0].colour | default('white') }}"))
                .isEqualTo("no white");
        assertThat(text("{% if vip is defined %}yes{% else %}no{% endif %}")).isEqualTo("no");
    }

    @Test
    void an_empty_value_is_there_and_prints_nothing() throws Exception {
        Map<String, Object> model = new HashMap<>();
        model.put("nick", null);

        assertThat(over(Map.of("t.txt", "[{{ nick }}]")).render("t.txt", Locale.ENGLISH, model))
                .isEqualTo("[]");
        assertRefused(() -> over(Map.of("t.txt", "{{ nick.length }}")).render("t.txt", Locale.ENGLISH, model))
                .withMessage("\"nick\" is empty, so nothing can be taken of it");
    }

    @Test
    void compiling_finds_mistakes_without_a_reader() {
        assertThat(mistake("a\n{% if x %}")).contains("t.txt:2: ");
        assertThat(mistake("a\n{{ x | mony('EUR') }}"))
                .isEqualTo("templates/t.txt:2: there is no filter \"mony\"; did you mean \"money\"?");
        assertThat(mistake("{% if (x | uper) == 'A' %}{% endif %}")).contains("did you mean \"upper\"?");
        assertThat(mistake("\n{% include 'lyout.html' %}")).contains("t.txt:2: there is no template \"lyout.html\"");
        assertThat(mistake("{% parallel %}{% endparallel %}")).contains("parallel");
        assertThat(mistake("{{ 'x")).contains("t.txt:1: ");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            en    => {{ due | date("d MMMM yyyy, HH:mm") }}                        => 23 November 2026, 09:05
            de    => {{ due | date("EEEE, d. MMMM") }}                             => Montag, 23. November
            zh-CN => {{ due | date("M月d日 EEEE") }}                               => 11月23日 星期一
            en    => {{ due | date("HH:mm", zone="UTC") }}                         => 01:05
            en    => {{ due | date("HH:mm", "America/New_York") }}                 => 20:05
            de    => {{ day | date("long") }}                                      => 23. November 2026
            en    => {{ instant | date("yyyy-MM-dd HH:mm VV") }}                   => 2026-11-23 01:05 Z
            en    => {{ "2026-11-23 01:05:00" | date("HH:mm", zone="Asia/Shanghai") }} => 09:05
            en    => {{ "2026-11-23 01:05:00" | date("HH:mm") }}                   => 01:05
            en    => {{ "2026-11-23T01:05:00.123Z" | date("HH:mm", zone="Asia/Shanghai") }} => 09:05
            en    => {{ "2026-11-23T01:05+01:00" | date("HH:mm", zone="UTC") }}    => 00:05
            en    => {{ "2026-11-23" | date("d/M") }}                              => 23/11
            en    => {{ 1234.5 | number }}                                         => 1,234.5
            de    => {{ 1234.5 | number(2) }}                                      => 1.234,50
            en    => {{ "0.125" | number(2) }}                                     => 0.13
            en    => {{ balance | money("USD") }}                                  => $1,234.50
            zh-CN => {{ balance | money("CNY") }}                                  => ¥1,234.50
            ja-JP => {{ balance | money("JPY") }}                                  => ￥1,235
            en    => {{ (orders | rsort("amount") | first).title }}               => cups
            en    => {{ "a,b,c" | split(",") | join("+") }}                      => a+b+c
            en    => {{ range(1, 9, 4) | join(" ") }}{% for i in 3..1 %}x{% endfor %} => 1 5 9
            en    => {{ max(3, 9) }} {{ balance + 1 }} {{ "a" + "b" }}               => 9 1235.5 ab
            """)
    void filters_speak_the_readers_language(String locale, String template, String expected) throws Exception {
        Map<String, Object> model = new HashMap<>(MODEL);
        model.put("day", LocalDate.of(2026, 11, 23));
        model.put("instant", Instant.parse("2026-11-23T01:05:00Z"));
        String rendered = over(Map.of("t.txt", template)).render("t.txt", Locale.forLanguageTag(locale), model);

        assertThat(rendered.replace('\u00A0', ' ').replace('\u202F', ' ')).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            {{ name | date("HH:mm") }} =>        is not a date or time
            {{ due | date("QQQQQQ") }} =>        Too many pattern letters
            {{ due | date("d", zone="X/Y") }} => "X/Y" is not a time zone
            {{ name | money("EUR") }} =>         is not a number
            {{ balance | money }} =>             money needs a currency
            {{ balance | money("EURO") }} =>     "EURO" is not a currency
            {{ orders | sort("amont") }} =>      did you mean "amount"?
            {{ name + 1 - 2 }} =>                is not a number
            {{ 1 / 0 }} =>                       by zero
            {{ 1.5 % 0 }} =>                     by zero
            {{ -name }} =>                       is not a number
            {{ "1e999999999" * 2 }} =>           is not a number
            {% set x = 99999999999 %}{% for i in 1..9 %}{% set x = x * x %}{% endfor %} => more than 200 digits
            """)
    void a_wrong_use_of_a_filter_is_told_with_its_place(String template, String why) {
        assertThat(failure("\n" + template))
                .hasToString("templates/t.txt:2: " + failure("\n" + template).why());
        assertThat(failure("\n" + template).why()).contains(why);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            {{ 2147483647 * 99999999999 }}                  => 214748364697852516353
            {{ 9223372036854775807 + 1 }}                   => 9223372036854775808
            {{ -9223372036854775807 - 2 }}                  => -9223372036854775809
            {{ big * 3 }} {{ -big }}                        => 37037036703703703.67 -12345678901234567.89
            {{ 0.1 + 0.2 }}                                 => 0.3
            {{ "19.99" * 3 }} {{ "7" * 3 }}                 => 59.97 21
            {{ 7 / 2 }} {{ 7.0 / 2 }} {{ 7 % 4 }} {{ -7 }}  => 3 3.5 3 -7
            {{ 1000 / 10.0 }}                               => 100
            {{ [1] + [2] }} {{ [1, 2] - 2 }} {{ "a" + 1 }}  => [1, 2] [1] a1
            """)
    void numbers_are_reckoned_exactly(String template, String expected) throws Exception {
        Map<String, Object> model = Map.of("big", new BigDecimal("12345678901234567.89"));

        assertThat(over(Map.of("t.txt", template)).render("t.txt", Locale.ENGLISH, model))
                .isEqualTo(expected);
    }

    @Test
    void a_rendering_leaves_nothing_behind_for_the_next() throws Exception {
        List<String> list = Collections.unmodifiableList(new ArrayList<>(List.of("b", "a")));
        Renderer renderer = over(
                Map.of(
                        "t.txt",
                        "{{ n | default('-') }}{{ template }}{% set n = name %}{% set template = name %}{% set name = 'Bo' %}{{ l | sort }}{{ name }}"));

        for (String name : List.of("Ann", "Cy")) {
            assertThat(renderer.render("t.txt", Locale.ENGLISH, Map.of("name", name, "l", list)))
                    .isEqualTo("-[a, b]Bo");
        }
        assertThat(list).containsExactly("b", "a");
    }

    @Test
    void several_threads_render_at_once() throws Exception {
        Renderer renderer = over(Map.of("t.html", "{% for o in orders %}{{ o.title | upper }} {{ who }}{% endfor %}"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> rendered = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Map<String, Object> model = new HashMap<>(MODEL);
                model.put("who", i);
                rendered.add(threads.submit(() -> renderer.render("t.html", Locale.ENGLISH, model)));
            }
            for (int i = 0; i < 200; i++) assertThat(rendered.get(i).get()).isEqualTo("TEA " + i + "CUPS " + i);
        }
    }

    private static String html(String template) throws RenderFailure {
        return over(Map.of("templates/t.html", template)).render("templates/t.html", Locale.ENGLISH, MODEL);
    }

    private static String text(String template) throws RenderFailure {
        return over(Map.of("templates/t.txt", template)).render("templates/t.txt", Locale.ENGLISH, MODEL);
    }

    private static RenderFailure failure(String template) {
        return Assertions.catchThrowableOfType(RenderFailure.class, () -> text(template));
    }

    private static String mistake(String template) {
        return Assertions.catchThrowableOfType(
                        RenderFailure.class,
                        () -> over(Map.of("templates/t.txt", template)).compile("templates/t.txt"))
                .toString();
    }

    private static ThrowableAssertAlternative<RenderFailure> assertRefused(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable work) {
        return Assertions.assertThatExceptionOfType(RenderFailure.class).isThrownBy(work);
    }

    private static Renderer over(Map<String, String> templates) {
        return new PebbleTemplates().over(templates);
    }
}
