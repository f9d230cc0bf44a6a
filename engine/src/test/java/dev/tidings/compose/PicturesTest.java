package dev.tidings.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.compose.Composition.Unfit;
import dev.tidings.compose.Written.Mail;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures that the HTML shows, as Angus Mail finds them.
class PicturesTest {
    private static final String ATTACHED =
            "[ { file: pictures/logo.png, inline: logo }, { file: pictures/chart.png, inline: chart@1 } ]";

    @TempDir
    Path root;

    private Written written;

    @BeforeEach
    void open() {
        written = new Written(root)
                .file("pictures/logo.png", "a logo")
                .file("pictures/chart.png", "a chart")
                .file("terms.pdf", "terms");
    }

    @Test
    void a_picture_goes_along_with_the_html_that_shows_it() throws Exception {
        Mail mail = mail("<p>Hi</p><img src=\"cid:logo\">", ATTACHED);

        assertThat(structure(mail.read())).isEqualTo("alternative(text/plain, related(text/html, image/png))");
        MimeBodyPart logo = (MimeBodyPart)
                ((MimeMultipart) part(mail.read().getContent(), 1).getContent()).getBodyPart("<logo>");
        assertThat(logo.getDisposition()).isEqualTo("inline");
        assertThat(logo.getFileName()).isEqualTo("logo.png");
        assertThat(logo.getInputStream().readAllBytes()).asString().isEqualTo("a logo");
    }

    private static Part part(Object multipart, int number) throws Exception {
        return ((MimeMultipart) multipart).getBodyPart(number);
    }

    @Test
    void files_beside_it_stand_around_all_of_it() throws Exception {
        Mail mail = mail("<img src='cid:logo'>", "[ { file: pictures/logo.png, inline: logo }, { file: terms.pdf } ]");

        assertThat(structure(mail.read()))
                .isEqualTo("mixed(alternative(text/plain, related(text/html, image/png)), application/pdf)");
    }

    @Test
    void one_that_is_not_shown_stays_at_home() throws Exception {
        assertThat(structure(mail("<p>no picture: cid:logo</p>", ATTACHED).read()))
                .isEqualTo("alternative(text/plain, text/html)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<td background=cid:chart@1>",
                "<div style=\"background: url(cid:chart@1)\">",
                "<div style=\"background: url( 'cid:chart@1' )\">",
                "<img src = \"CID:chart%401\">",
                "<img\nsrc='cid:chart@1'/>"
            })
    void a_picture_is_found_wherever_html_may_name_it(String html) throws Exception {
        assertThat(structure(mail(html, ATTACHED).read()))
                .isEqualTo("alternative(text/plain, related(text/html, image/png))");
    }

    @Test
    void a_picture_that_is_not_there_is_no_mail_and_a_guess() {
        assertThat(mail("<img src=\"cid:lgoo\">", ATTACHED).unfit())
                .isEqualTo(new Unfit(
                        "inline",
                        "the HTML shows \"cid:lgoo\", and known here are logo, chart@1; did you mean \"logo\"?"));
        assertThat(mail("<img src=\"cid:logo\">", "[ { file: terms.pdf } ]").unfit())
                .isEqualTo(
                        new Unfit("inline", "the HTML shows \"cid:logo\", which no attached file has as its inline:"));
    }

    private Mail mail(String html, String attach) {
        return written.notification("""
                        to: ann@example.org
                        subject: Hi
                        html: |
                          %s
                        attach: %s
                        """.formatted(html.replace("\n", "\n  "), attach))
                .mails()
                .getFirst();
    }

    private static String structure(Part part) throws Exception {
        ContentType type = new ContentType(part.getContentType());
        if (!(part.getContent() instanceof MimeMultipart parts)) return type.getBaseType();
        StringJoiner inner = new StringJoiner(", ", type.getSubType() + "(", ")");
        for (int i = 0; i < parts.getCount(); i++) inner.add(structure(parts.getBodyPart(i)));
        return inner.toString();
    }
}
