package dev.tidings.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.compose.Composition.Unfit;
import dev.tidings.compose.Written.Mail;
import dev.tidings.contracts.BracesTemplates;
import dev.tidings.workspace.Problem;
import jakarta.mail.internet.MimeUtility;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `deliver:` has a mail say on the outside, as Angus Mail reads it.
class MarkedMailTest {
    @TempDir
    Path root;

    private Written written;

    @BeforeEach
    void open() {
        written = new Written(root);
    }

    @ParameterizedTest
    @CsvSource({"high, 1, high, urgent", "low, 5, low, non-urgent"})
    void a_priority_is_said_to_every_kind_of_reader(String priority, String number, String importance, String word) {
        Mail mail = mail("priority: " + priority);

        assertThat(mail.header("X-Priority")).containsExactly(number);
        assertThat(mail.header("Importance")).containsExactly(importance);
        assertThat(mail.header("Priority")).containsExactly(word);
    }

    @Test
    void what_is_usual_is_not_said() {
        assertThat(mail("priority: normal").names())
                .containsExactly(
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress",
                        "X-Tidings-Trace",
                        "MIME-Version",
                        "Content-Type",
                        "Content-Transfer-Encoding");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weekly.example.com|<weekly.example.com>",
                "Weekly report <weekly.example.com>|Weekly report <weekly.example.com>",
                "a, b <weekly.example.com>|\"a, b\" <weekly.example.com>"
            })
    void a_lists_id_is_said_in_brackets(String written, String said) {
        assertThat(mail("list-id: \"" + written + "\"").header("List-Id")).containsExactly(said);
    }

    @Test
    void a_lists_title_in_any_script_is_encoded_and_its_id_is_not() throws Exception {
        String said = mail("list-id: \"给所有同事的每周销售报告，以及其他的消息 <weekly.example.com>\"")
                .header("List-Id")
                .getFirst();

        assertThat(said).endsWith(" <weekly.example.com>").startsWith("=?UTF-8?B?");
        assertThat(MimeUtility.decodeText(MimeUtility.unfold(said)))
                .isEqualTo("给所有同事的每周销售报告，以及其他的消息 <weekly.example.com>");
    }

    @Test
    void a_feedback_id_is_as_written_or_made_of_what_is_there() {
        assertThat(mail("feedback-id: \"spring:eu::acme-inc\"").header("Feedback-ID"))
                .containsExactly("spring:eu::acme-inc");
        assertThat(mail("feedback-id: usual").header("Feedback-ID")).containsExactly("weekly::tidings:examplecom");
        assertThat(mail("{ feedback-id: usual, from: a@t.co }").header("Feedback-ID"))
                .containsExactly("weekly::tidings:tco-mail");
    }

    @Test
    void headers_of_ones_own_come_as_written_or_made_of_columns() {
        Mail mail = mail("headers: { X-Team: Growth, X-Customer: \"{{ id }}/{{ name }}\", X-Empty: \"{{ empty }}\" }");

        assertThat(mail.header("X-Team")).containsExactly("Growth");
        assertThat(mail.header("X-Customer")).containsExactly("=?UTF-8?Q?17/Zo=C3=AB?=");
        assertThat(mail.names()).doesNotContain("X-Empty");
    }

    @Test
    void what_looks_like_an_encoded_word_is_read_as_it_was_written() throws Exception {
        String sly = "=?utf-8?q?=0D=0ABcc:_evil@example.com?=";
        String said =
                mail("headers: { X-Note: \"" + sly + "\" }").header("X-Note").getFirst();

        assertThat(MimeUtility.decodeText(MimeUtility.unfold(said))).isEqualTo(sly);
    }

    @Test
    void a_header_that_comes_out_as_two_lines_leaves_out_that_one_mail() {
        assertThat(mail("headers: { X-Note: \"{{ lines }}\" }").unfit())
                .isEqualTo(new Unfit("header", "the header X-Note contains U+000A"));
    }

    @Test
    void what_is_the_same_on_all_mails_is_not_rendered_for_each() {
        List<String> rendered = new ArrayList<>();
        written.notification(notification("headers: { X-Team: Growth, X-Customer: \"{{ id }}\" }"))
                .mails(texts -> noting(new BracesTemplates().over(texts), rendered));

        assertThat(rendered)
                .contains("notifications/weekly.yaml#deliver.headers.X-Customer")
                .noneMatch(path -> path.contains("X-Team"));
    }

    private static Renderer noting(Renderer renderer, List<String> rendered) {
        return new Renderer() {
            @Override
            public String render(String path, Locale locale, Map<String, @Nullable Object> model) throws RenderFailure {
                rendered.add(path);
                return renderer.render(path, locale, model);
            }

            @Override
            public void compile(String path) throws RenderFailure {
                renderer.compile(path);
            }
        };
    }

    @Test
    void a_header_that_does_not_compile_is_found_before_anybody_waits_for_a_mail() {
        written.notification(notification("headers: { X-Note: \"{{ open\" }"));

        assertThat(written.inspected())
                .extracting(Problem::toString)
                .containsExactly("notifications/weekly.yaml: deliver.headers.X-Note: {{ is not closed");
    }

    private Mail mail(String deliver) {
        return written.notification(notification(deliver)).mails().getFirst();
    }

    private static String notification(String deliver) {
        return """
                to: { email: zoe@example.org, name: Zoë, id: 17, empty: "", lines: "a\\nb" }
                subject: Hi
                text: Hello
                deliver: %s
                """.formatted(deliver.startsWith("{") ? deliver : "{ " + deliver + " }");
    }
}
