package dev.tidings.template.pebble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.compose.RenderFailure;
import dev.tidings.compose.Renderer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a template must never reach, and how much it may cost.
class TemplateWallsTest {
    private static final Budget.Limits HASTY = new Budget.Limits(
            Budget.Limits.USUAL.steps(),
            Duration.ofMillis(300),
            Budget.Limits.USUAL.letters(),
            Budget.Limits.USUAL.items());

    private static final Map<String, Object> MODEL = Map.of(
            "name", "Ann",
            "n", 7L,
            "due", Instant.EPOCH.atZone(ZoneOffset.UTC),
            "list", List.of("a", "b"),
            "map", Map.of("k", "v"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ name.class }}",
                "{{ name.getClass() }}",
                "{{ name['class'] }}",
                "{{ name.getClass }}",
                "{{ name.class.forName('java.lang.Runtime') }}",
                "{{ name.bytes }}",
                "{{ name.length() }}",
                "{{ name.toUpperCase() }}",
                "{{ n.class.classLoader }}",
                "{{ n.longValue() }}",
                "{{ list.class }}",
                "{{ list.size() }}",
                "{{ list.getClass().forName('java.lang.System').getenv() }}",
                "{{ map.class }}",
                "{{ map.getClass() }}",
                "{{ map.entrySet() }}",
                "{{ map.k.class }}",
                "{{ due.zone }}",
                "{{ due.getClass().getModule() }}",
                "{{ locale.class }}",
                "{{ locale.getISOCountries() }}",
                "{{ locale.default }}",
                "{{ template.engine }}",
                "{{ template.getClass() }}",
                "{{ _context.engine }}",
                "{{ _context.entrySet() }}",
                "{{ _context.scopeChain }}",
                "{% for x in _context %}{{ x }}{% endfor %}x{{ _context.k }}",
                "{% for x in list %}{{ loop.class }}{% endfor %}",
                "{% for x in list %}{{ loop.length.class }}{% endfor %}",
                "{% for x in map %}{{ x.class }}{% endfor %}",
                "{% for x in map %}{{ x.getKey() }}{% endfor %}",
                "{% for x in map %}{{ x.setValue('y') }}{% endfor %}",
                "{% macro m() %}{{ _context.class }}{% endmacro %}{{ m() }}",
                "{{ (1).TYPE }}",
                "{{ (1).TYPE.forName('java.lang.Runtime').methods[6].invoke(null,null).exec('id') }}",
                "{% set cmd = 'id' %}{% set bytes = (1).TYPE.forName('java.lang.Runtime') %}{{ bytes }}",
                "{{ variable.getClass().forName('java.lang.Runtime').getRuntime().exec('ls -la') }}",
                "{{ [].class.base.subclasses }}",
                "{{ ''.__class__.__mro__ }}",
                "{{ env }}",
                "{{ env('HOME') }}",
                "{{ getenv('HOME') }}",
                "{{ System.getenv('HOME') }}",
                "{{ beans.environment }}",
                "{{ request.session }}",
                "{{ i18n('messages', 'greeting') }}",
                "{{ T(java.lang.Runtime) }}",
                "{{ config }}",
                "{{ 'user.home' | systemProperty }}",
                "{{ '%s' | format(name) }}",
                "{{ 'bmFtZQ==' | base64decode }}",
                "{% include '/etc/passwd' %}",
                "{% include '../../../../etc/passwd' %}",
                "{% include 'file:///etc/passwd' %}",
                "{% include 'templates/../../../etc/passwd' %}",
                "{% include './../../../../../etc/passwd' %}",
                "{% include 'classpath:logback.xml' %}",
                "{% include 'http://127.0.0.1/' %}",
                "{% include null %}",
                "{% set f = '/etc/' ~ 'passwd' %}{% include f %}",
                "{% extends '/etc/passwd' %}",
                "{% extends name %}",
                "{% import '/etc/passwd' as p %}",
                "{% from '/etc/passwd' import p %}",
                "{% embed '/etc/passwd' %}{% endembed %}",
                "{% parallel %}{{ name }}{% endparallel %}",
                "{% cache 'k' %}{{ name }}{% endcache %}",
                "{% filter upper %}{{ name }}{% endfilter %}",
                "{% flush %}",
                "{% import 'java.lang.Runtime' as r %}{{ r.getRuntime() }}",
                "${T(java.lang.Runtime).getRuntime().exec('id')}{{ x }}",
                "<#assign ex='freemarker.template.utility.Execute'?new()>{{ ex('id') }}",
                "#set($x='')$x.class.forName('java.lang.Runtime'){{ x }}",
            })
    void nothing_outside_is_reached(String template) {
        for (String path : List.of("templates/t.html", "templates/t.txt")) {
            Renderer renderer = new PebbleTemplates().over(Map.of(path, template));
            assertThatThrownBy(() -> renderer.render(path, Locale.ENGLISH, MODEL))
                    .isInstanceOf(RenderFailure.class)
                    .extracting(Throwable::getMessage)
                    .asString()
                    .doesNotContain("root:x");
        }
    }

    @Test
    void pebbles_own_globals_show_nothing() throws Exception {
        assertThat(rendered("[{{ template }}{{ _context }}]")).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{% for i in range(0, 2000000000) %}x{% endfor %}",
                "{% for i in 0..2000000000 %}x{% endfor %}",
                "{% for i in range(1, 90000) %}{% for j in range(1, 90000) %}{% endfor %}{% endfor %}",
                "{% for i in range(1, 90000) %}{% for j in range(1, 90000) %}{% set x = i * j %}{% endfor %}{% endfor %}",
                "{% for i in range(1, 90000) %}{{ range(1, 90000) | join('-') }}{% endfor %}",
                "{% for i in range(1, 90000) %}{% set l = range(1, 90000) | sort %}{% endfor %}",
                "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
                "{% macro m(n) %}{{ m(n + 1) }}{{ m(n + 1) }}{% endmacro %}{{ m(1) }}",
                "{% macro m(n) %}{% if n < 40 %}{{ m(n + 1) }}{{ m(n + 1) }}{% endif %}{% endmacro %}{{ m(1) }}",
                "{% include 't.txt' %}",
                "{% include 'templates/t.txt' %}{% include 'templates/t.txt' %}",
                "{% extends 't.txt' %}",
                "{% block b %}{{ block('b') }}{% endblock %}",
                "{% set a = 'aaaaaaaaaaaaaaaa' %}{% for i in 1..60 %}{% set a = a ~ a %}{% endfor %}",
                "{% set a = 'aaaaaaaaaaaaaaaa' %}{% for i in 1..60 %}{% set a = a + a %}{% endfor %}",
                "{% set a = 'aaaaaaaaaaaaaaaa' %}{% for i in 1..60 %}{% set a = a | replace({'a': a}) %}{% endfor %}",
                "{% set a = 'aaaaaaaaaaaaaaaa' %}{% for i in 1..60 %}{% set a = [a, a] | join(a) %}{% endfor %}",
                "{% set a = '&' %}{% for i in 1..99999 %}{% set a = a ~ (a | escape) %}{% endfor %}",
                "{% set a = 'abcd' %}{% for i in 1..90 %}{% set a = a | base64encode %}{% endfor %}",
                "{% set l = [1, 2, 3, 4] %}{% for i in 1..60 %}{% set l = l | merge(l) %}{% endfor %}",
                "{% set l = [1, 2, 3, 4] %}{% for i in 1..60 %}{% set l = l + l %}{% endfor %}",
                "{% set a = 'aaaaaaaaaaaaaaaa' %}{% for i in 1..14 %}{% set a = a ~ a %}{% endfor %}{% for i in 1..9999 %}{{ a }}{% endfor %}",
                "{% for i in range(1, 90000) %}{{ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' }}{% endfor %}",
                "{{ '1e999999999' | number }}",
                "{{ 1 | number(999999999) }}",
                "{{ range(-9223372036854775807, 9223372036854775807) }}",
                "{{ range(1, 2, 0) }}",
            })
    void what_never_ends_is_stopped(String template) {
        assertThatThrownBy(() -> rendered(template)).isInstanceOf(RenderFailure.class);
    }

    @Test
    void deep_nesting_is_refused_and_not_fatal() {
        String deep = "(".repeat(100_000) + "1" + ")".repeat(100_000);

        assertThatThrownBy(() -> rendered("{{ " + deep + " }}"))
                .isInstanceOf(RenderFailure.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void a_rendering_that_takes_too_long_is_stopped_by_the_clock() {
        Budget.Limits noTime = new Budget.Limits(Integer.MAX_VALUE, Duration.ofMillis(20), 5_000_000, 100_000);
        Renderer renderer = new PebbleTemplates(noTime)
                .over(Map.of("t.txt", "{% for i in 1..90000 %}{% for j in 1..90000 %}{% endfor %}{% endfor %}"));

        assertThatThrownBy(() -> renderer.render("t.txt", Locale.ENGLISH, Map.of()))
                .isInstanceOf(RenderFailure.class)
                .hasMessage("takes longer than 20 ms");
    }

    @Test
    void an_honest_mail_is_far_from_every_limit() throws Exception {
        assertThat(rendered("{% for i in 1..20000 %}row {{ i }} {{ name }}\n{% endfor %}"))
                .hasLineCount(20_000);
    }

    @Test
    void ten_thousand_scrambled_payloads_reach_nothing() {
        List<String> pieces = List.of(
                "{{ ",
                " }}",
                "{% ",
                " %}",
                "name",
                "class",
                ".",
                "getClass",
                "()",
                "['class']",
                "forName('java.lang.Runtime')",
                "include ",
                "'/etc/passwd'",
                "|",
                "upper",
                "map",
                "list",
                "[0]",
                "for x in ",
                "endfor",
                "set y = ",
                "~",
                "_context",
                "template",
                "locale",
                "import ",
                "loop",
                "(",
                ")",
                "env",
                "\t",
                "\n",
                "{#",
                "#}",
                "extends ",
                "block b",
                "endblock",
                "macro m()",
                "endmacro",
                "m()",
                "is defined",
                "..",
                "9",
                "==",
                "?",
                ":",
                "{",
                "}",
                "\"",
                "#{name}");
        Random random = new Random(7);
        Map<String, String> templates = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            StringBuilder template = new StringBuilder("{{ ");
            for (int n = random.nextInt(12) + 1; n > 0; n--) template.append(pieces.get(random.nextInt(pieces.size())));
            templates.put(
                    "templates/" + i + ".txt",
                    template.append(random.nextBoolean() ? " }}" : " %}").toString());
        }
        Renderer renderer = new PebbleTemplates(HASTY).over(templates);
        templates.forEach((path, template) -> {
            try {
                assertThat(renderer.render(path, Locale.ENGLISH, MODEL))
                        .as(template)
                        .doesNotContain("class java", "root:x", "io.pebbletemplates", "dev.tidings", "@");
            } catch (RenderFailure refused) {
                assertThat(refused.why()).as(template).doesNotContain("root:x");
            }
        });
    }

    private static String rendered(String template) throws RenderFailure {
        return new PebbleTemplates(HASTY)
                .over(Map.of("templates/t.txt", template))
                .render("templates/t.txt", Locale.ENGLISH, new HashMap<>(MODEL));
    }
}
