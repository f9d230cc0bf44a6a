package dev.tidings.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.audience.Parameters;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.audience.Rows;
import dev.tidings.audience.Source;
import dev.tidings.audience.SourceFailure;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.compose.Composition.Unfit;
import dev.tidings.compose.Composition.Unready;
import dev.tidings.contracts.BracesTemplates;
import dev.tidings.contracts.RowsInMemory;
import dev.tidings.contracts.TestKeys;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.mime.DkimKey;
import dev.tidings.mime.DkimVerdicts;
import dev.tidings.mime.SigningKey;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Content;
import dev.tidings.notification.Content.AttachedFile;
import dev.tidings.notification.Correspondence;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.Lookup;
import dev.tidings.notification.Markings;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Query;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Route;
import dev.tidings.notification.Settings;
import dev.tidings.notification.SourceSpec;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import dev.tidings.notification.Unsubscribe;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.At;
import dev.tidings.schedule.Late;
import dev.tidings.schedule.Timing;
import dev.tidings.workspace.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComposerTest {
    private static final Instant DUE = Instant.parse("2026-11-23T01:00:00Z");
    private static final Instant TURN = Instant.parse("2026-11-23T01:04:30.250Z");
    private static final Limits SMALL = new Limits(40, 400, 1_000, 1_500, 10_000);

    @TempDir
    Path root;

    private final Map<String, String> templates = new HashMap<>(Map.of(
            "templates/weekly/subject.txt", "Report for {{ name }}\n",
            "templates/weekly/body.html", "<p>Hi {{ name }}</p>",
            "templates/weekly/body.zh-CN.html", "<p>你好 {{ name }}</p>"));
    private Map<String, Lookup> data = Map.of();
    private Map<String, Object> with = Map.of();
    private List<AttachedFile> attach = List.of();
    private Stage stage = Stage.LIVE;
    private Optional<Timing> timing = Optional.empty();
    private List<DkimKey> keys = List.of();

    @Test
    void a_mail_says_who_it_is_from_and_to_and_that_a_machine_wrote_it() {
        Composed mail = composed(ann());

        assertThat(mail.sender()).hasToString("reports@example.com");
        assertThat(mail.receiver()).hasToString("ann@example.org");
        assertThat(mail.subject()).isEqualTo("Report for Ann");
        String trace = occurrence().trace().of("17").hex();
        assertThat(lines(mail))
                .contains(
                        "From: Reports <reports@example.com>",
                        "To: Ann <ann@example.org>",
                        "Reply-To: help@example.com",
                        "Subject: Report for Ann",
                        "Message-ID: <" + trace + "@example.com>",
                        "Auto-Submitted: auto-generated",
                        "X-Auto-Response-Suppress: All",
                        "X-Tidings-Trace: " + trace)
                .doesNotContain("X-Tidings-Intended-Recipient");
    }

    @Test
    void its_date_is_the_recipients_turn_where_they_live() {
        assertThat(lines(composed(ann()))).contains("Date: Mon, 23 Nov 2026 02:04:30 +0100");
        assertThat(lines(
                        composed(recipient("9", Optional.empty(), Optional.of(ZoneId.of("Asia/Shanghai")), row("Bo")))))
                .contains("Date: Mon, 23 Nov 2026 09:04:30 +0800");
    }

    @Test
    void who_has_no_zone_of_their_own_goes_by_the_schedules_then_by_the_house() {
        timing = Optional.of(new Timing(
                new At(List.of(Instant.parse("2026-11-23T01:00:00Z"))),
                Late.DEFAULT,
                Duration.ZERO,
                Optional.of(ZoneId.of("Asia/Tokyo"))));

        assertThat(lines(composed(ann()))).contains("Date: Mon, 23 Nov 2026 10:04:30 +0900");
    }

    @Test
    void composed_again_it_is_the_same_to_the_octet() {
        assertThat(composed(ann()).content()).isEqualTo(composed(ann()).content());
    }

    @Test
    void a_mail_is_signed_with_the_keys_of_whom_it_is_from_and_always_alike() throws IOException {
        SigningKey key = SigningKey.parse(TestKeys.RSA_2048);
        byte[] unsigned = composed(ann()).content();
        keys = List.of(new DkimKey("example.com", "s1", key), new DkimKey("example.org", "s1", key));

        byte[] signed = composed(ann()).content();

        assertThat(DkimVerdicts.of(signed, keys)).containsExactly(true);
        assertThat(composed(ann()).content()).isEqualTo(signed);
        assertThat(new String(signed, StandardCharsets.US_ASCII))
                .contains(" d=example.com; s=s1;\r\n t=" + TURN.getEpochSecond() + ";\r\n")
                .endsWith(new String(unsigned, StandardCharsets.US_ASCII));
    }

    @Test
    void what_a_signature_adds_counts_for_the_size() {
        SigningKey key = SigningKey.parse(TestKeys.RSA_2048);
        keys = Stream.iterate(1, each -> each + 1)
                .limit(15)
                .map(each -> new DkimKey("example.com", "s" + each, key))
                .toList();

        assertThat(unfit(ann()).rule()).isEqualTo("mail size");
    }

    @Test
    void a_reader_gets_their_own_language_and_everyone_else_the_common_one() {
        assertThat(text(composed(
                        recipient("1", Optional.of(Locale.forLanguageTag("zh-Hans-CN")), Optional.empty(), row("An")))))
                .contains("PHA+5L2g5aW9IEFuPC9wPg=="); // <p>你好 An</p>
        assertThat(text(composed(recipient("1", Optional.of(Locale.FRENCH), Optional.empty(), row("An")))))
                .contains("Hi An");
    }

    @Test
    void where_no_text_was_written_it_is_made_of_the_html() {
        assertThat(text(composed(ann()))).contains("[made of <p>Hi Ann</p>]");

        templates.put("templates/weekly/body.txt", "Hello {{ name }}");
        assertThat(text(composed(ann()))).contains("Hello Ann").doesNotContain("made of");
    }

    @Test
    void a_template_sees_row_with_lookups_and_the_occurrence() {
        with = Map.of("room", "Aquarium", "name", "nobody");
        data = Map.of("rates", new Lookup(new Query("crm", "rates"), Optional.empty()));
        templates.put(
                "templates/weekly/body.txt",
                "{{ name }} {{ room }} {{ recipient.email }} {{ recipient.locale }} {{ notification.id }} {{ notification.title }} {{ due }} {{ from }} {{ to }} {{ rates }} {{ at }}");

        assertThat(text(composed(ann())).replace("=\r\n", "").replace("=3D", "="))
                .contains(
                        "Ann Aquarium ann@example.org de weekly Weekly report 2026-11-23T02:04:30.250+01:00[Europe/Berlin] "
                                + "2026-11-16T02:00+01:00[Europe/Berlin] 2026-11-23T02:00+01:00[Europe/Berlin] [{usd=7.1}] "
                                + "2026-01-01T01:00+01:00[Europe/Berlin]");
    }

    @Test
    void a_test_mail_goes_to_the_test_mailbox_and_says_whom_it_was_meant_for() {
        stage = Stage.TEST;
        Composed mail = composed(ann());

        assertThat(mail.receiver()).hasToString("qa@example.com");
        assertThat(mail.subject()).isEqualTo("[Test] Report for Ann");
        assertThat(lines(mail)).contains("To: qa@example.com", "X-Tidings-Intended-Recipient: ann@example.org");
        assertThat(text(mail)).doesNotContain("Ann <ann@example.org>");
    }

    @Test
    void a_logged_mail_is_as_the_live_one() {
        byte[] live = composed(ann()).content();
        stage = Stage.LOG;

        assertThat(composed(ann()).content()).isEqualTo(live);
    }

    @Test
    void one_misfit_does_not_spoil_the_batch() {
        List<Composition> compositions =
                compose(ann(), recipient("2", Optional.empty(), Optional.empty(), new Row(Map.of())), ann());

        assertThat(compositions.get(0)).isInstanceOf(Composed.class);
        assertThat(compositions.get(1))
                .isEqualTo(new Unfit("template", "templates/weekly/subject.txt:1: \"name\" is not there"));
        assertThat(compositions.get(2)).isInstanceOf(Composed.class);
    }

    @Test
    void a_subject_is_one_line_that_is_not_empty_and_not_too_long() {
        templates.put("templates/weekly/subject.txt", " {{ name }}\n");

        assertThat(unfit(recipient("1", row(" ")))).isEqualTo(new Unfit("subject", "is empty"));
        assertThat(unfit(recipient("1", row("a\r\nBcc: x@y.com"))).why())
                .startsWith("has a control character (U+000D) at position 2");
        assertThat(unfit(recipient("1", row("a\0b"))).why()).contains("U+0000");
        assertThat(unfit(recipient("1", row("x".repeat(41)))))
                .isEqualTo(new Unfit("subject", "has 41 characters; at most 40 are allowed"));
        assertThat(composed(recipient("1", row("x".repeat(40)))).subject()).hasSize(40);
    }

    @Test
    void a_body_is_not_empty_and_not_too_long() {
        templates.put("templates/weekly/body.txt", "");
        templates.put("templates/weekly/body.html", "{{ body }}");

        assertThat(unfit(recipient("1", row("A", "body", " ")))).isEqualTo(new Unfit("body", "is empty"));
        assertThat(unfit(recipient("1", row("A", "body", "é".repeat(201)))))
                .isEqualTo(new Unfit("body size", "HTML and text have 402 bytes together; at most 400 are allowed"));
    }

    @Test
    void html_stands_in_a_file_that_is_escaped() {
        templates.put("templates/weekly/body.mjml", templates.remove("templates/weekly/body.html"));

        assertThat(unfit(ann()).why()).contains("ends in .html");
    }

    @Test
    void files_go_along_under_the_name_they_are_given() throws IOException {
        write("attachments/terms.pdf", 300);
        attach = List.of(
                new AttachedFile("attachments/terms.pdf", Optional.of("terms-{{ name }}.pdf")),
                new AttachedFile("attachments/terms.pdf", Optional.empty()));

        assertThat(text(composed(ann()))).contains("terms-Ann.pdf", "filename=\"terms.pdf\"", "application/pdf");
    }

    @Test
    void a_file_must_be_there_and_inside_and_within_the_limits() throws IOException {
        write("big.bin", 1_001);
        write("one.bin", 900);
        Files.createSymbolicLink(root.resolve("out.txt"), Path.of("/etc/passwd"));

        assertThat(unfitWith("none.pdf")).isEqualTo(new Unfit("attachment", "there is no file \"none.pdf\""));
        assertThat(unfitWith("../x").why()).contains("outside the workspace");
        assertThat(unfitWith("out.txt").why()).contains("outside the workspace");
        Files.delete(root.resolve("out.txt"));
        assertThat(unfitWith("big.bin").why()).isEqualTo("\"big.bin\" has 1,001 bytes; at most 1,000 are allowed");
        assertThat(unfitWith("one.bin", "one.bin").why())
                .isEqualTo("the files have 1,800 bytes together; at most 1,500 are allowed");
    }

    @Test
    void a_file_name_made_of_data_is_no_path() throws IOException {
        write("one.bin", 9);
        attach = List.of(new AttachedFile("one.bin", Optional.of("{{ name }}")));

        assertThat(unfit(recipient("1", row("../x"))).rule()).isEqualTo("attachment");
        assertThat(unfit(recipient("1", row("a\r\nb"))).rule()).isIn("attachment", "subject");
    }

    @Test
    void a_source_that_does_not_answer_leaves_everyone_unready() {
        data = Map.of("orders", new Lookup(new Query("crm", "nowhere"), Optional.empty()));

        assertThat(compose(ann(), ann()))
                .hasSize(2)
                .allSatisfy(each -> assertThat(((Unready) each).why()).startsWith("data.orders: "));
    }

    @Test
    void a_question_that_is_wrong_is_not_asked_for_ever() {
        data = Map.of("orders", new Lookup(new Query("wrong", "select nothing"), Optional.empty()));

        assertThat(unfit(ann())).isEqualTo(new Unfit("data", "data.orders: no such column: nothing"));
    }

    @Test
    void a_moment_that_no_calendar_holds_is_unfit_for_that_one_person() {
        Recipient eternal = recipient("18", row("Eve", "at", OffsetDateTime.MAX)); // PostgreSQL's infinity

        assertThat(compose(eternal, ann()))
                .satisfiesExactly(
                        each -> assertThat(((Unfit) each).rule()).isEqualTo("composing"),
                        each -> assertThat(each).isInstanceOf(Composed.class));
    }

    @Test
    void a_source_that_makes_a_mistake_leaves_everyone_unready() {
        data = Map.of("orders", new Lookup(new Query("broken", "rates"), Optional.empty()));

        assertThat(compose(ann(), ann()))
                .hasSize(2)
                .allSatisfy(each -> assertThat(((Unready) each).why()).contains("no driver"));
    }

    @Test
    void an_inspection_compiles_every_template_and_attachment_name() {
        templates.put("templates/weekly/body.zh-CN.html", "{{ open");
        templates.put("templates/unused.html", "{{ open");
        attach = List.of(new AttachedFile("a.pdf", Optional.of("{{ x | y }}.pdf")));

        List<Problem> problems = new TemplateInspection(new BracesTemplates()).inspect(workspace());

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "notifications/weekly.yaml: attach[0].name: {{ is not closed",
                        "templates/weekly/body.zh-CN.html:1: {{ is not closed");
    }

    private Unfit unfitWith(String... paths) {
        attach = Arrays.stream(paths)
                .map(path -> new AttachedFile(path, Optional.empty()))
                .toList();
        return unfit(ann());
    }

    private void write(String path, int bytes) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.write(root.resolve(path), new byte[bytes]);
    }

    private Composed composed(Recipient recipient) {
        return (Composed) compose(recipient).getFirst();
    }

    private Unfit unfit(Recipient recipient) {
        return (Unfit) compose(recipient).getFirst();
    }

    private List<Composition> compose(Recipient... recipients) {
        Source crm =
                new RowsInMemory("crm", Map.of("rates", List.of(new Row(Map.of("usd", 7.1)))), SourceSpec.Limits.USUAL);
        Workspace workspace = workspace();
        List<Addressee> addressees =
                Arrays.stream(recipients).map(each -> new Addressee(each, TURN)).toList();
        return new Composer(
                        workspace,
                        name -> source(name, crm),
                        new BracesTemplates(),
                        html -> "[made of " + html + "]",
                        SMALL)
                .compose(workspace.notification("weekly").orElseThrow(), occurrence(), addressees);
    }

    private static Optional<Source> source(String name, Source crm) {
        if (name.equals("broken")) throw new IllegalStateException("no driver");
        if (name.equals("wrong")) return Optional.of(new WrongQuestion());
        return Optional.of(crm);
    }

    private Occurrence occurrence() {
        return new Occurrence(
                1,
                new Occurrence.Key("weekly", DUE, Cause.SCHEDULE),
                stage,
                new Revision("0".repeat(64)),
                new Occurrence.Period(Instant.parse("2026-11-16T01:00:00Z"), DUE),
                DUE,
                Optional.empty());
    }

    private Workspace workspace() {
        Settings settings = new Settings(
                new Settings.Rehearsal(Stage.LIVE, Optional.of(Address.parse("qa@example.com"))),
                StoreSpec.USUAL,
                new Settings.Defaults(ZoneId.of("Europe/Berlin"), Mailbox.parse("house@example.com")),
                Map.of(),
                Map.of(),
                new Settings.Listen("127.0.0.1", 0),
                List.of(),
                keys);
        return new Workspace(root, settings, Map.of("weekly", notification()), templates, new Revision("0".repeat(64)));
    }

    private Notification notification() {
        Map<String, String> html = new HashMap<>();
        Map<String, String> text = new HashMap<>();
        for (String path : templates.keySet()) {
            if (path.endsWith("body.html") || path.endsWith("body.mjml")) html.put("", path);
            if (path.endsWith("body.zh-CN.html")) html.put("zh-CN", path);
            if (path.endsWith("body.txt")) text.put("", path);
        }
        Map<Part, Map<String, String>> parts =
                new HashMap<>(Map.of(Part.SUBJECT, Map.of("", "templates/weekly/subject.txt"), Part.HTML, html));
        if (!text.isEmpty()) parts.put(Part.TEXT, text);
        return new Notification(
                "weekly",
                new Notification.About("Weekly report", Optional.empty(), "notifications/weekly.yaml"),
                timing,
                Audience.Listed.of(List.of(Mailbox.parse("ann@example.org"))),
                new Content(new Template("weekly", parts), data, with, attach),
                new DeliveryRules(
                        new Correspondence(
                                Mailbox.parse("Reports <reports@example.com>"),
                                Optional.of(Mailbox.parse("help@example.com")),
                                List.of(),
                                List.of()),
                        Markings.NONE,
                        new Route.InOrder(List.of("main")),
                        DeliveryRules.Retry.USUAL,
                        DeliveryRules.WhenUncertain.RESEND,
                        Optional.empty(),
                        Unsubscribe.NONE),
                new Revision("0".repeat(64)));
    }

    private static Recipient ann() {
        return recipient(
                "17",
                Optional.of(Locale.GERMAN),
                Optional.empty(),
                row("Ann", "at", Instant.parse("2026-01-01T00:00:00Z")));
    }

    private static Recipient recipient(String key, Row row) {
        return recipient(key, Optional.empty(), Optional.empty(), row);
    }

    private static Recipient recipient(String key, Optional<Locale> locale, Optional<ZoneId> zone, Row row) {
        return new Recipient(key, Mailbox.parse("Ann <ann@example.org>"), locale, zone, row);
    }

    private static Row row(String name, Object... more) {
        Map<String, Object> columns = new HashMap<>(Map.of("name", name));
        for (int i = 0; i < more.length; i += 2) columns.put(more[i].toString(), more[i + 1]);
        return new Row(new HashMap<>(columns));
    }

    private static String text(Composed mail) {
        return new String(mail.content(), StandardCharsets.UTF_8);
    }

    private static List<String> lines(Composed mail) {
        return text(mail).lines().toList();
    }

    private static final class WrongQuestion implements Source {
        @Override
        public Rows rows(Query query, Parameters parameters) throws SourceFailure {
            throw SourceFailure.definite("no such column: nothing");
        }

        @Override
        public void close() {}
    }
}
