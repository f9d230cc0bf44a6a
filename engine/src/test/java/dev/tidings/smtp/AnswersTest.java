package dev.tidings.smtp;

import static dev.tidings.contracts.Act.late;
import static dev.tidings.contracts.Act.say;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tidings.contracts.Act;
import dev.tidings.contracts.Script;
import dev.tidings.contracts.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a letter hears of its own conversation: every reply, and how long the server took for it.
@Timeout(60)
class AnswersTest {
    private static final Duration LATE = Duration.ofMillis(300);

    private final Map<String, List<Answer>> heard = new LinkedHashMap<>();

    private Mailbag bag(String... people) {
        List<Letter> letters = new ArrayList<>();
        for (String each : people) {
            letters.add(letter(each));
        }
        return new Mailbag() {
            @Override
            public List<Letter> next(int most) {
                List<Letter> next = letters.stream().limit(most).toList();
                letters.removeAll(next);
                return next;
            }

            @Override
            public List<Letter> mayEnd(List<Letter> asked) {
                return asked;
            }
        };
    }

    private Letter letter(String person) {
        return new Letter() {
            @Override
            public Envelope envelope() {
                return new Envelope("reports@example.com", person + "@example.org");
            }

            @Override
            public byte[] content() {
                return "Subject: x\r\n\r\nbody\r\n".getBytes(UTF_8);
            }

            @Override
            public void handedOver(Handover what, List<Answer> answers) {
                heard.put(person, answers);
            }
        };
    }

    private void carry(Script script, int window, String... people) throws NoSession {
        try (ScriptedServer server = script.start();
                SmtpSession session = SmtpSession.open(SmtpSessionTest.at(server))) {
            session.carry(bag(people), window);
        }
    }

    private List<String> said(String person) {
        return heard.get(person).stream()
                .map(each -> each.at() + " " + each.reply())
                .toList();
    }

    private Duration waited(String person, Verb at) {
        return heard.get(person).stream()
                .filter(each -> each.at() == at)
                .findFirst()
                .orElseThrow()
                .waited();
    }

    @ParameterizedTest
    @CsvSource({"'',1", "PIPELINING,1"})
    void every_reply_is_heard_in_order(String offers, int window) throws NoSession {
        carry(new Script().offering(offers), window, "ann", "ben");

        assertThat(said("ann"))
                .isEqualTo(said("ben"))
                .containsExactly(
                        "MAIL 250 2.1.0 ok",
                        "RCPT 250 2.1.5 ok",
                        "DATA 354 go on",
                        "END_OF_DATA 250 2.0.0 queued as 4711");
    }

    @Test
    void by_a_window_each_letter_hears_its_own() throws NoSession {
        Script script = new Script()
                .offering("PIPELINING", "CHUNKING")
                .forRecipient("p3@example.org", say("550 5.1.1 no p3"))
                .forRecipient("p5@example.org", say("451-4.7.1 greylisted\r\n451 4.7.1 come back"));
        carry(script, 8, "p1", "p2", "p3", "p4", "p5", "p6");

        assertThat(said("p3"))
                .containsExactly(
                        "MAIL 250 2.1.0 ok", "RCPT 550 5.1.1 no p3", "END_OF_DATA 554 5.5.1 no valid recipients");
        assertThat(said("p5")).contains("RCPT 451 4.7.1 greylisted come back");
        for (String person : List.of("p1", "p2", "p4", "p6")) {
            assertThat(said(person))
                    .containsExactly("MAIL 250 2.1.0 ok", "RCPT 250 2.1.5 ok", "END_OF_DATA 250 2.0.0 queued as 4711");
        }
    }

    @Test
    void what_was_said_behind_a_refusal_is_heard_too() throws NoSession {
        Script script = new Script().offering("PIPELINING").forRecipient("ann@example.org", say("550 5.1.1 no ann"));
        carry(script, 1, "ann");

        assertThat(said("ann"))
                .containsExactly("MAIL 250 2.1.0 ok", "RCPT 550 5.1.1 no ann", "DATA 554 5.5.1 no valid recipients");
    }

    @ParameterizedTest
    @CsvSource({"''", "PIPELINING"})
    void the_time_is_that_of_the_step_that_took_it(String offers) throws NoSession {
        Script script = new Script()
                .offering(offers)
                .always(Verb.MAIL, late(LATE, "250 ok"))
                .always(Verb.END_OF_DATA, late(LATE.multipliedBy(2), "250 queued"));
        carry(script, 1, "ann", "ben");

        for (String person : List.of("ann", "ben")) {
            assertThat(waited(person, Verb.MAIL)).isGreaterThanOrEqualTo(LATE.minusMillis(5));
            assertThat(waited(person, Verb.RCPT)).isLessThan(waited(person, Verb.MAIL));
            assertThat(waited(person, Verb.DATA)).isLessThan(waited(person, Verb.MAIL));
            assertThat(waited(person, Verb.END_OF_DATA))
                    .isGreaterThanOrEqualTo(LATE.multipliedBy(2).minusMillis(5));
        }
    }

    @Test
    void by_a_window_nobody_is_charged_for_those_before() throws NoSession {
        Script script =
                new Script().offering("PIPELINING", "CHUNKING").always(Verb.END_OF_DATA, late(LATE, "250 queued"));
        carry(script, 8, "p1", "p2", "p3", "p4", "p5");

        assertThat(heard).hasSize(5);
        for (String person : heard.keySet()) {
            assertThat(waited(person, Verb.END_OF_DATA)).isGreaterThanOrEqualTo(LATE.minusMillis(50));
            assertThat(waited(person, Verb.MAIL)).isLessThan(waited(person, Verb.END_OF_DATA));
        }
    }

    @Test
    void a_reply_of_many_lines_and_odd_characters_is_kept_clean_and_short() throws NoSession {
        String line = "550-5.7.1 \u0007\u001b[31m" + "x".repeat(2000) + "\r\n";
        carry(new Script().always(Verb.RCPT, say(line.repeat(10) + "550 5.7.1 end")), 1, "ann");

        String text = heard.get("ann").getLast().reply().text();
        assertThat(text).hasSizeLessThan(4100).endsWith("… (cut)").startsWith("??[31mxxx");
        assertThat(text.lines()).allMatch(each -> each.chars().noneMatch(Character::isISOControl));
    }

    @Test
    void a_reply_without_end_is_none_and_the_ones_before_are_kept() throws NoSession {
        carry(new Script().always(Verb.RCPT, new Act.Flood(10_000_000)), 1, "ann");

        assertThat(said("ann")).containsExactly("MAIL 250 2.1.0 ok");
    }

    @Test
    void the_reply_that_ended_an_opening_is_kept() {
        try (ScriptedServer server = new Script()
                .always(Verb.GREETING, late(LATE, "554 5.7.1 go away"))
                .start()) {
            NoSession none = catchThrowableOfType(NoSession.class, () -> SmtpSession.open(SmtpSessionTest.at(server)));

            assertThat(none.answers()).singleElement().satisfies(answer -> {
                assertThat(answer.at()).isEqualTo(Verb.GREETING);
                assertThat(answer.reply().toString()).isEqualTo("554 5.7.1 go away");
                assertThat(answer.waited()).isBetween(LATE.minusMillis(50), LATE.multipliedBy(3));
            });
        }
    }
}
