package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.server.WaysInStatus;
import dev.tidings.server.answer.Answers;
import dev.tidings.server.answer.DeliveryAnswer;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
    @TempDir
    static Path folder;

    static ShowHouse house;
    static WebServer server;
    static Visitor browser;

    @BeforeAll
    static void open() throws Exception {
        house = ShowHouse.full(folder, Stage.LOG);
        server = WebServer.start(house.house(), new Listen("127.0.0.1", 0), house.live, List.of());
        browser = Visitor.browser(server.port());
    }

    @AfterAll
    static void close() {
        browser.close();
        server.close();
        house.close();
    }

    private static Document page(String path) throws Exception {
        HttpResponse<String> answer = browser.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return Jsoup.parse(answer.body(), browser.origin() + path);
    }

    @Test
    void what_turns_a_line_around_is_shown_and_does_not() throws Exception {
        HttpResponse<String> answer = browser.get("/explain?of=%E2%80%AEann%1B%5B31m");

        assertThat(answer.body()).contains("?ann?[31m").doesNotContain("\u202E").doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/notifications",
                "/notifications/weekly-report",
                "/notifications/digest",
                "/notifications/price-change",
                "/notifications/weekly-report/plan",
                "/notifications/weekly-report/preview",
                "/notifications/weekly-report/preview?as=script@example.com",
                "/notifications/weekly-report/preview?as=zoe@example.com",
                "/notifications/weekly-report/source",
                "/notifications/digest/source",
                "/notifications/weekly-report/run",
                "/occurrences",
                "/occurrences?standing=missed&notification=digest",
                "/occurrences/2",
                "/occurrences/3",
                "/occurrences/5",
                "/occurrences/6",
                "/occurrences/7",
                "/occurrences/7?state=waiting&before=300",
                "/failures",
                "/deliveries/100",
                "/deliveries/122",
                "/deliveries/123",
                "/deliveries/124",
                "/deliveries/900",
                "/mailbox",
                "/mailbox?of=nothing%25like%22this",
                "/mailbox/3",
                "/problems",
                "/explain",
                "/explain?of=ann@example.com",
                "/explain?of=nobody+at+all",
                "/explain?of=zoe@example.com",
                "/explain?of=%3Cscript%3Ealert(1)%3C/script%3E",
                "/?said=retried-3",
                "/?said=%3Cb%3E"
            })
    void every_page_shows_awkward_words_as_words_and_needs_nothing_from_elsewhere(String path) throws Exception {
        Document page = page(path);

        assertThat(page.select("script:not([src])")).isEmpty();
        assertThat(page.select("[style], style, [onclick], [onload], [onerror]"))
                .isEmpty();
        assertThat(page.select("[src], link[href]"))
                .extracting(each -> each.hasAttr("src") ? each.attr("src") : each.attr("href"))
                .allMatch(address -> address.matches("/[^/].*"));
        assertThat(page.select("h1, p.crumb")).isNotEmpty();
        assertThat(page.select("form[method=post]"))
                .allMatch(form -> form.select("input[name=form]").size() == 1);
        assertThat(page.select("iframe"))
                .allMatch(frame -> frame.attr("sandbox").isEmpty());
        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
    }

    @Test
    void a_mail_and_its_copies_lead_to_each_other() throws Exception {
        assertThat(page("/deliveries/125").select("a[href=/deliveries/900]").text())
                .isEqualTo("accepted");
        Document copy = page("/deliveries/900");
        assertThat(copy.select("a[href=/deliveries/125]")).hasSize(1);
        assertThat(copy.select("header.page .rel").text()).contains("copy (cc) of the mail to \"" + ShowHouse.AWKWARD);
        assertThat(page("/occurrences/7").text()).contains("cc of \"" + ShowHouse.AWKWARD);
    }

    @Test
    void green_is_only_what_is_settled_and_well() throws Exception {
        Document list = page("/occurrences");

        assertThat(list.select("td a.state.good").eachText()).containsOnly("succeeded");
        assertThat(list.select("td a.state.bad").eachText()).contains("partly failed (23 of 68)", "failed");
        assertThat(list.select("td a.state.warn").eachText()).containsOnly("missed");
        assertThat(list.select("td a.state.busy").eachText()).contains("sending", "due");
    }

    @Test
    void a_refused_reload_is_not_well_and_says_what_to_do() throws Exception {
        Document overview = page("/");

        assertThat(overview.select("#unwell .trouble").text())
                .contains("No edit is taken up until this is mended: notifications/invoices.yaml:6:9", "tidings check");
        assertThat(overview.text()).doesNotContain("All well.");
        assertThat(page("/notifications/weekly-report/plan").select(".alert").text())
                .contains("no edit is taken up until they are mended");
    }

    @Test
    void what_keeps_mail_from_coming_back_in_is_told_on_the_front_page() throws Exception {
        house.shut("INBOX of bounces@example.com at imap.example.com: the password is refused");

        assertThat(page("/").select("#unwell .trouble").text())
                .contains("Mail that comes back, INBOX of bounces@example.com at imap.example.com: the password is"
                        + " refused.")
                .contains("It stays where it is, and is taken in as soon as that is mended.");
    }

    @Test
    void a_row_that_makes_no_recipient_is_offered_no_retry() throws Exception {
        DeliveryAnswer misfit = Answers.of(
                        house.house().tidings(),
                        Optional.empty(),
                        WaysInStatus.NONE,
                        house.house().clock())
                .explain("nobody at all")
                .mails()
                .getFirst()
                .delivery();
        Document page = page("/deliveries/" + misfit.id());

        assertThat(page.select("button[value=retry]")).isEmpty();
        assertThat(page.select("button[value=skip]")).hasSize(1);
        assertThat(page("/failures").text()).contains("It can only be skipped.");
    }

    @Test
    void an_instant_is_asked_for_by_the_clock_of_the_page() throws Exception {
        String at = page("/notifications/weekly-report/plan")
                .select("input[name=at]")
                .attr("value");

        assertThat(OffsetDateTime.parse(at).getOffset())
                .isEqualTo(house.house()
                        .tidings()
                        .workspace()
                        .settings()
                        .defaults()
                        .zone()
                        .getRules()
                        .getOffset(OffsetDateTime.parse(at).toInstant()));
    }

    @Test
    void every_page_names_the_zone_of_its_times() throws Exception {
        for (String path : List.of("/", "/notifications", "/occurrences/7", "/failures", "/deliveries/124")) {
            assertThat(page(path).select("p.foot").text()).as(path).startsWith("Times are those of ");
        }
    }

    @Test
    void a_hundred_thousand_deliveries_make_a_short_page() throws Exception {
        Document page = page("/occurrences/7");

        assertThat(page.select("tbody tr")).hasSize(100);
        assertThat(page.text()).contains("61,207 of 100,000 settled (61 %)");
        assertThat(page.select("p.more a").attr("href")).contains("before=");
    }

    @Test
    void running_now_shows_the_count_and_offers_one_address() throws Exception {
        Document page = page("/notifications/weekly-report/run");

        assertThat(page.text()).contains("holds 3 people at this moment", "kept in the catcher; nobody gets one");
        HttpResponse<String> answer = browser.submit("/notifications/weekly-report/run", "whom=one&to=me@example.com");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).startsWith("/occurrences/");
        assertThat(house.ledger.decided).contains("trigger manual me@example.com");
        assertThat(browser.submit("/notifications/weekly-report/run", "whom=one&to=")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void the_chosen_are_retried_or_skipped() throws Exception {
        browser.submit("/failures", "do=retry&ids=100&ids=101");
        HttpResponse<String> skipped = browser.submit("/failures", "do=skip&ids=102&back=mail");

        assertThat(house.ledger.decided).contains("retry [100, 101]", "skip [102]");
        assertThat(skipped.headers().firstValue("Location")).contains("/deliveries/102?said=skipped-1");
        assertThat(page("/deliveries/102?said=skipped-1").select(".said").text())
                .isEqualTo("1 mail will not be sent.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mailbox/1", "/deliveries/124/message", "/notifications/weekly-report/preview"})
    void a_mail_in_its_frame_runs_nothing_and_asks_nobody(String mail) throws Exception {
        HttpResponse<String> frame = browser.get(mail + "/html");

        String policy = frame.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertThat(policy).startsWith("sandbox; default-src 'none'").doesNotContain("script-src", "http");
        Document document = Jsoup.parse(frame.body());
        assertThat(document.select("script")).isEmpty();
        if (!mail.contains("preview")) {
            assertThat(document.select("img").first().attr("src")).startsWith("data:image/png;base64,iVBOR");
        }
        assertThat(document.text()).contains("你好", "¥ 1,024.00");
    }

    @Test
    void attachments_are_saved_never_shown() throws Exception {
        HttpResponse<String> attachment = browser.get("/mailbox/1/attachments/2");

        assertThat(attachment.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename*=UTF-8''orders.html");
        assertThat(attachment.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(attachment.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(browser.get("/mailbox/1/attachments/9").statusCode()).isEqualTo(404);
        assertThat(browser.get("/mailbox/1/source")
                        .headers()
                        .firstValue("Content-Type")
                        .orElseThrow())
                .startsWith("text/plain");
    }

    @Test
    void styles_are_kept_for_ever_under_an_address_that_changes_with_them() throws Exception {
        Matcher style = Pattern.compile("/assets/[0-9a-f]{12}/console.css")
                .matcher(browser.get("/").body());
        assertThat(style.find()).isTrue();
        try (Visitor stranger = Visitor.stranger(server.port())) {
            HttpResponse<String> answer = stranger.get(style.group());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow())
                    .contains("immutable");
            assertThat(stranger.get("/assets/0/console.css").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void an_empty_house_says_what_to_do_next() throws Exception {
        List<String> paths = List.of(
                "/",
                "/notifications",
                "/occurrences",
                "/failures",
                "/mailbox",
                "/problems",
                "/explain?of=a@example.com");
        try (ShowHouse empty = ShowHouse.empty(folder.resolve("empty"));
                WebServer door = WebServer.start(empty.house(), new Listen("127.0.0.1", 0));
                Visitor visitor = Visitor.browser(door.port())) {
            for (String path : paths) {
                HttpResponse<String> answer = visitor.get(path);

                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(Jsoup.parse(answer.body())
                                .select(".empty, .calm, .lead")
                                .text())
                        .isNotBlank();
            }
        }
    }
}
