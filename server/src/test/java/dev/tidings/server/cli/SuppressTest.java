package dev.tidings.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.contracts.TestKeys;
import dev.tidings.server.answer.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom not to mail, where no server runs.
class SuppressTest {
    @TempDir
    Path root;

    @BeforeEach
    void lay_out() throws IOException {
        house("");
        Files.createDirectories(root.resolve("notifications"));
        Files.writeString(root.resolve("notifications/weekly.yaml"), """
                to: [ ann@example.org, ben@example.org ]
                subject: Weekly
                text: "Hello. {{ unsubscribe }}"
                deliver: { unsubscribe: one-click }
                """);
    }

    private void house(String more) throws IOException {
        Files.writeString(
                root.resolve("tidings.yaml"),
                "from: no-reply@example.com\nweb: { public: \"https://mail.example.com\" }\n" + more);
    }

    private Typed ask(String... words) {
        return Typed.tidings(Stream.concat(Stream.of(words), Stream.of("-w", root.toString()))
                .toArray(String[]::new));
    }

    @Test
    void somebody_is_suppressed_listed_left_out_of_plans_and_lifted() {
        Typed done = ask("suppress", "Ann@example.org", "--notification", "weekly", "--note", "by phone");
        assertThat(done.out()).isEqualTo("Ann@example.org gets no mail of weekly any more.\n");
        assertThat(ask("suppress", "ann@example.org", "--notification", "weekly")
                        .out())
                .contains("already");

        assertThat(ask("suppressions").out())
                .contains("Ann@example.org", "weekly", "suppressed by hand on 2026-11-23: by phone", "command line");
        Typed plan = ask("plan", "weekly");
        assertThat(plan.out())
                .contains(
                        "Would be written to: 1",
                        "Would be left out: 1, 1 of them suppressed",
                        "ann@example.org: suppressed by hand on 2026-11-23: by phone");
        assertThat(plan.exit()).isZero();

        assertThat(ask("lift", "ann@example.org", "--reason", "bounced").exit()).isEqualTo(3);
        assertThat(ask("lift", "ann@example.org").out()).startsWith("Lifted: suppressed by hand");
        assertThat(ask("lift", "ann@example.org").exit()).isEqualTo(3);
        assertThat(ask("plan", "weekly").out()).contains("Would be written to: 2");
        assertThat(ask("suppressions").out()).contains("Nobody is suppressed.");
        assertThat(ask("suppressions", "ann", "--ever").out()).containsPattern("lifted \\w{3} 20.* by ");
    }

    @Test
    void of_several_reasons_one_is_to_be_named() {
        ask("suppress", "ann@example.org", "--reason", "bounced");
        ask("suppress", "ann@example.org", "--reason", "unsubscribed");

        Typed typed = ask("lift", "ann@example.org");

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.err())
                .contains("for several reasons: bounced, unsubscribed", "--reason bounced", "tidings suppressions");
        assertThat(ask("lift", "ann@example.org", "--reason", "bounced").out()).startsWith("Lifted: bounced");
        assertThat(ask("suppressions").out()).contains("unsubscribed");
    }

    @Test
    void a_suppression_may_end_by_itself() {
        assertThat(ask("suppress", "ann@example.org", "--for", "30d").out())
                .isEqualTo("ann@example.org gets no mail any more, until 2026-12-23T04:00:00Z.\n");
        assertThat(Json.MAPPER
                        .readTree(ask("suppressions", "--json").out())
                        .at("/suppressions/0/expires")
                        .asString())
                .isEqualTo("2026-12-23T04:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "30", "0d", "month", "-1d", "30 d"})
    void a_span_is_a_number_with_a_unit(String span) {
        assertThat(ask("suppress", "ann@example.org", "--for", span).exit()).isEqualTo(2);
    }

    @Test
    void what_is_not_understood_is_told() {
        assertThat(ask("suppress").exit()).isEqualTo(2);
        assertThat(ask("suppress", "ann").err()).contains("\"ann\" is not an address");
        assertThat(ask("suppress", "ann@example.org", "--reason", "tired").err())
                .contains("Known here: unsubscribed, bounced, complained, manual.");
        Typed unknown = ask("suppress", "ann@example.org", "--notification", "monthly");
        assertThat(unknown.exit()).isEqualTo(3);
        assertThat(unknown.err()).contains("Known here: weekly.");
        assertThat(ask("suppress", "--import", "nowhere.csv").exit()).isEqualTo(1);
    }

    @Test
    void a_list_goes_in_and_comes_out_again() throws IOException {
        Path list =
                Files.writeString(root.resolve("list.csv"), "address,reason\nann@example.org,bounced\nben,bounced\n");

        Typed typed = ask("suppress", "--import", list.toString());

        assertThat(typed.exit()).isEqualTo(1);
        assertThat(typed.out()).contains("1 of 2 rows newly suppressed.", "line 3: an @ is missing");
        String csv = ask("suppressions", "--export").out();
        assertThat(csv)
                .startsWith("address,notification,reason,since,expires,source,by,note\r\n")
                .contains("ann@example.org,,bounced,2026-11-23T04:00:00Z,,import list.csv,");
    }

    @Test
    void planning_makes_no_store_where_there_is_none() {
        assertThat(ask("plan", "weekly").exit()).isZero();
        assertThat(root.resolve("data")).doesNotExist();
    }

    @Test
    void mail_that_can_be_left_by_one_click_should_be_signed() throws IOException {
        Typed checked = ask("check");
        assertThat(checked.exit()).isZero();
        assertThat(checked.out())
                .contains(
                        "warning: notifications/weekly.yaml: deliver.unsubscribe: no key signs mail from example.com");

        Files.writeString(root.resolve("key.pem"), TestKeys.RSA_2048);
        house("dkim: { domain: example.com, selector: s1, key: { file: key.pem } }\n");
        assertThat(ask("check").out()).startsWith("All is well");
    }
}
