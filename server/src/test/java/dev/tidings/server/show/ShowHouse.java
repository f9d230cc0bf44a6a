package dev.tidings.server.show;

import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.bus.LocalBus;
import dev.tidings.compose.Composer;
import dev.tidings.compose.Composition.Composed;
import dev.tidings.compose.Limits;
import dev.tidings.compose.RenderFailure;
import dev.tidings.compose.Renderer;
import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Clerk;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Parcel;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Transport;
import dev.tidings.deliver.Trouble;
import dev.tidings.ledger.AttemptRecord;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Tally;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Content;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Plugs;
import dev.tidings.run.Stores;
import dev.tidings.run.Tidings;
import dev.tidings.run.World;
import dev.tidings.schedule.Cron;
import dev.tidings.schedule.Dialect;
import dev.tidings.schedule.Late;
import dev.tidings.schedule.Timing;
import dev.tidings.server.House;
import dev.tidings.server.api.Live;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.transport.catcher.Catcher;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A house with a history: well and unwell, running and finished, ordinary names and awkward ones.
public final class ShowHouse implements AutoCloseable {
    public static final String TOKEN = "a-token-of-some-length-4711";
    public static final Instant NOW = Instant.parse("2026-11-23T01:04:30Z");
    public static final String AWKWARD = "<script>alert(1)</script>";

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Revision REVISION = new Revision("3f9c27d1".repeat(8));

    public final WrittenHistory history = new WrittenHistory();
    public final RestingLedger ledger = new RestingLedger(history);
    public final Live live = new Live();
    public final Catcher catcher;
    private final Tidings tidings;
    private volatile Optional<String> storeFailing = Optional.empty();

    private ShowHouse(Path root, Stage stage, List<Notification> notifications, List<Problem> problems)
            throws IOException, InterruptedException {
        this.catcher = Catcher.open(root.resolve("data/catcher.db"), InstantSource.fixed(NOW));
        Workspace workspace = workspace(root, stage, notifications);
        Plugs plugs = new Plugs(
                () -> new Reading(Optional.of(workspace), problems, Map.of()),
                _ -> new NoSources(),
                (it, sources) -> new Composer(it, sources, _ -> new ShowRenderer(), html -> "你好", Limits.USUAL),
                RefusingTransport::new,
                catcher);
        this.tidings = Tidings.start(
                new Reading(Optional.of(workspace), problems, Map.of()),
                plugs,
                new Stores(ledger, history, new LocalBus()),
                new World(InstantSource.fixed(NOW), new Random(1), live));
    }

    /// One in which nothing has happened, and nothing is declared.
    public static ShowHouse empty(Path root) throws IOException, InterruptedException {
        return new ShowHouse(root, Stage.LOG, List.of(), List.of());
    }

    /// One in which much has happened.
    public static ShowHouse full(Path root, Stage stage) throws IOException, InterruptedException {
        Files.createDirectories(root.resolve("notifications"));
        Files.writeString(root.resolve("notifications/weekly-report.yaml"), SOURCE);
        Files.createDirectories(root.resolve("attachments"));
        Files.writeString(root.resolve("attachments/terms.pdf"), "%PDF-1.4");
        List<Notification> notifications = List.of(
                notification("weekly-report", "Weekly report for active users", "0 9 * * MON"),
                notification("digest", "每日摘要 " + AWKWARD, "0 8 * * *"),
                notification("standup", "Stand-up in 15 minutes", "45 8 * * MON-FRI"),
                byHand());
        List<Problem> problems = List.of(
                new Problem(
                        "notifications/invoices.yaml",
                        6,
                        9,
                        "schedule.zone: \"Asia/Shanghia\" is not a time zone",
                        Optional.of("Did you mean \"Asia/Shanghai\"? Zones are written as in the IANA database.")),
                new Problem(
                        "notifications/invoices.yaml",
                        31,
                        5,
                        "attach[1].sheet: no data is called \"order\"",
                        Optional.of("Known here: orders.")));
        ShowHouse house = new ShowHouse(root, stage, notifications, problems);
        house.write();
        return house;
    }

    public House house() {
        return new House(tidings, catcher, InstantSource.fixed(NOW), () -> storeFailing, TOKEN);
    }

    public void failStore(String why) {
        storeFailing = Optional.of(why);
    }

    private static Workspace workspace(Path root, Stage stage, List<Notification> notifications) {
        Map<String, Notification> byId = new HashMap<>();
        notifications.forEach(each -> byId.put(each.id(), each));
        SmtpServer server = new SmtpServer("127.0.0.1", 25, Security.NONE, "localhost");
        Map<String, TransportSpec> transports = notifications.isEmpty()
                ? Map.of()
                : Map.of(
                        "main", new TransportSpec("main", server, Pool.USUAL, List.of(), Optional.empty()),
                        "backup", new TransportSpec("backup", server, Pool.USUAL, List.of(), Optional.empty()));
        Settings settings = new Settings(
                new Settings.Rehearsal(stage, Optional.of(Address.parse("qa@example.com"))),
                "sqlite:data/tidings.db",
                new Settings.Defaults(SHANGHAI, Mailbox.parse("Tidings <no-reply@example.com>")),
                transports,
                Map.of(),
                new Listen("127.0.0.1", 0),
                List.of());
        return new Workspace(root, settings, byId, Map.of(), REVISION);
    }

    private static Notification notification(String id, String title, String cron) {
        Timing timing = new Timing(
                Cron.parse(cron, Dialect.TIDINGS, SHANGHAI), Late.DEFAULT, Duration.ZERO, Optional.of(SHANGHAI));
        return notification(id, title, Optional.of(timing));
    }

    private static Notification byHand() {
        return notification("price-change", "Price change", Optional.empty());
    }

    private static Notification notification(String id, String title, Optional<Timing> timing) {
        return new Notification(
                id,
                new Notification.About(title, Optional.of("growth@example.com"), "notifications/" + id + ".yaml"),
                timing,
                Audience.Listed.of(List.of(
                        Mailbox.parse("Ann <ann@example.com>"),
                        new Mailbox(AWKWARD, Address.parse("script@example.com")),
                        Mailbox.parse("张三 <zhang@example.com>"))),
                new Content(
                        new Template(
                                id,
                                Map.of(
                                        Part.SUBJECT, Map.of("", "templates/" + id + "/subject.txt"),
                                        Part.HTML,
                                                Map.of(
                                                        "", "templates/" + id + "/body.html",
                                                        "zh-CN", "templates/" + id + "/body.zh-CN.html"))),
                        Map.of(),
                        Map.of(),
                        List.of(new Content.AttachedFile("attachments/terms.pdf", Optional.empty()))),
                new DeliveryRules(
                        Mailbox.parse("Reports <reports@example.com>"),
                        Optional.of(Mailbox.parse("help@example.com")),
                        List.of("main", "backup"),
                        DeliveryRules.Retry.USUAL,
                        DeliveryRules.WhenUncertain.RESEND),
                REVISION);
    }

    /// Writes for everyone but the awkward one.
    private static final class ShowRenderer implements Renderer {
        @Override
        public String render(String path, Locale locale, Map<String, @Nullable Object> model) throws RenderFailure {
            String name = String.valueOf(model.get("name"));
            if (name.equals(AWKWARD)) {
                throw new RenderFailure("body.html", 4, "there is no \"balance\" for <this> person");
            }
            return path.endsWith(".html") ? html(name) : "Your week, " + name;
        }

        @Override
        public void compile(String path) {}
    }

    private static Composed composed(String id, Mailbox mailbox) {
        String subject = "Your week, " + mailbox.name() + " – 本周报告";
        return new Composed(Address.parse("reports@example.com"), mailbox.address(), subject, mail(subject, mailbox));
    }

    /// What a hostile author would write.
    private static String html(String name) {
        return """
                <html><head><style>body{font-family:sans-serif;color:#223;margin:2em} h1{color:#2f6f5e} td{padding:4px 12px;border-bottom:1px solid #ddd}</style></head>
                <body><h1>Hello %s</h1><p>Your week in numbers: 你好。</p><img src="cid:logo@tidings" width="32" height="32">
                <img src="https://tracker.example/pixel.gif"><table><tr><td>Logins</td><td>12</td></tr><tr><td>Balance</td><td>¥ 1,024.00</td></tr></table>
                <p><a href="https://example.com/">Open the report</a></p>
                <script>document.body.innerHTML='RUN'; alert(1)</script><img src=x onerror="alert(2)"></body></html>
                """.formatted(name);
    }

    private static byte[] mail(String subject, Mailbox to) {
        String html = html(to.name().isEmpty() ? to.address().local() : to.name());
        Base64.Encoder mime = Base64.getMimeEncoder();
        return """
                From: Reports <reports@example.com>
                To: %s
                Subject: =?UTF-8?B?%s?=
                Date: Mon, 23 Nov 2026 09:00:00 +0800
                Message-ID: <%032x@example.com>
                X-Strange: <script>alert(3)</script>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=m

                --m
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                %s
                --a
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: base64

                %s
                --a--
                --r
                Content-Type: image/png
                Content-ID: <logo@tidings>
                Content-Disposition: inline; filename=logo.png
                Content-Transfer-Encoding: base64

                iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
                --r--
                --m
                Content-Type: text/html; name="orders.html"
                Content-Disposition: attachment; filename="orders.html"
                Content-Transfer-Encoding: base64

                PHNjcmlwdD5hbGVydCg0KTwvc2NyaXB0Pg==
                --m--
                """.formatted(
                        to.address(),
                        Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8)),
                        to.address().hashCode(),
                        mime.encodeToString("Hello, your week in numbers: 你好。\n".getBytes(StandardCharsets.UTF_8)),
                        mime.encodeToString(html.getBytes(StandardCharsets.UTF_8)))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void write() {
        Instant monday = Instant.parse("2026-11-23T01:00:00Z");
        finished(1, "weekly-report", monday.minus(Duration.ofDays(7)), 68, Map.of(State.ACCEPTED, 68L));
        record(2, "standup", monday.minus(Duration.ofDays(5)), Standing.MISSED, "late by 5h, allowed 4h", Map.of());
        record(
                3,
                "digest",
                monday.minus(Duration.ofDays(3)),
                Standing.FINISHED,
                "source crm: connection refused (crm-db:5432); the query was not answered",
                Map.of());
        finished(4, "standup", monday.minus(Duration.ofDays(3)), 1, Map.of(State.ACCEPTED, 1L));
        finished(5, "digest", monday.minus(Duration.ofHours(25)), 0, Map.of());
        finished(
                6,
                "digest",
                monday.minus(Duration.ofHours(1)),
                68,
                Map.of(State.ACCEPTED, 44L, State.FAILED, 22L, State.HELD, 1L, State.SUPPRESSED, 1L));
        record(
                7,
                "weekly-report",
                monday,
                Standing.SENDING,
                "",
                Map.of(State.ACCEPTED, 61_204L, State.FAILED, 3L, State.WAITING, 38_793L));
        record(
                8,
                "price-change",
                monday.plusSeconds(200),
                Standing.DUE,
                "source crm: no answer within 30 s; again at 09:05",
                Map.of());
        people();
        caught();
        breakRoad();
    }

    private void finished(long id, String notification, Instant due, long people, Map<State, Long> counts) {
        record(id, notification, due, Standing.FINISHED, "", counts);
    }

    private void record(
            long id, String notification, Instant due, Standing standing, String why, Map<State, Long> counts) {
        Occurrence occurrence = occurrence(id, notification, due);
        Optional<Instant> end = standing == Standing.FINISHED ? Optional.of(due.plusSeconds(95)) : Optional.empty();
        Map<State, Long> tally = new EnumMap<>(State.class);
        tally.putAll(counts);
        history.occurrences.put(
                id, new OccurrenceRecord(occurrence, standing, why, new Tally(tally, id == 6 ? 2 : 0), end));
    }

    private static Occurrence occurrence(long id, String notification, Instant due) {
        return new Occurrence(
                id,
                new Occurrence.Key(
                        notification, due, notification.equals("price-change") ? Cause.MANUAL : Cause.SCHEDULE),
                Stage.LIVE,
                REVISION,
                new Occurrence.Period(due.minus(Duration.ofDays(7)), due),
                due.plusMillis(id == 6 ? 754_000 : 340),
                Optional.empty());
    }

    private void people() {
        Instant now = NOW;
        long id = 100;
        for (int each = 0; each < 22; each++) {
            String why = each % 3 == 0
                    ? "550 5.1.1 <user%d@corp.example>: Recipient address rejected: User unknown in virtual mailbox table"
                            .formatted(each)
                    : each % 3 == 1
                            ? "variable: body.html:12: there is no \"balance\" for this person"
                            : "452 4.2.2 The email account that you tried to reach is over quota; no retries are left";
            delivery(
                    id++, 6, "user" + each + "@corp.example", each == 0 ? "王小明" : "User " + each, State.FAILED, why, 1);
        }
        delivery(
                id++,
                6,
                "nobody at all",
                AWKWARD,
                State.FAILED,
                "to: \"nobody at all\" is not an address: an @ is missing between name and domain",
                0);
        delivery(
                id++,
                6,
                "held@example.com",
                "Held",
                State.HELD,
                "the line broke after the final dot, before its reply",
                1);
        delivery(
                id,
                7,
                "ann@example.com",
                "Ann " + AWKWARD,
                State.WAITING,
                "451 4.7.1 Greylisted; try again in 300 seconds",
                2);
        attempt(
                1,
                id,
                1,
                "main",
                Duration.ofMillis(1204),
                "deferred",
                Optional.of("RCPT"),
                451,
                "4.7.1",
                "Greylisted; try again in 300 seconds",
                "waiting");
        attempt(
                2,
                id,
                2,
                "main",
                Duration.ofMillis(30_310),
                "unreachable",
                Optional.empty(),
                0,
                "",
                "connection timed out after 30 s: smtp.example.com:465",
                "waiting");
        history.kept.put(id, composed("weekly-report", Mailbox.parse("Ann <ann@example.com>")));
        id++;
        for (int each = 0; each < 300; each++) {
            State state = each % 5 == 0 ? State.WAITING : each % 97 == 1 ? State.FAILED : State.ACCEPTED;
            String why = switch (state) {
                case ACCEPTED -> "250 2.0.0 OK queued as 4F3A" + each;
                case FAILED -> "554 5.7.1 Message refused by policy";
                default -> "";
            };
            delivery(
                    id++,
                    7,
                    "person" + each + "@example.com",
                    each % 2 == 0 ? "Person " + each : "",
                    state,
                    why,
                    state == State.WAITING ? 0 : 1);
        }
        assert now.equals(NOW);
    }

    private void delivery(long id, long of, String address, String name, State state, String why, int attempts) {
        Occurrence occurrence = history.occurrences.get(of).occurrence();
        Instant due = occurrence.due();
        history.deliveries.put(
                id,
                new DeliveryRecord(
                        id,
                        occurrence,
                        occurrence.trace().of(address),
                        new DeliveryRecord.Addressee(
                                address, address, name, new Row(Map.of("email", address, "name", name, "logins", 12L))),
                        new DeliveryRecord.Progress(
                                attempts,
                                "main",
                                due,
                                NOW.plusSeconds(240),
                                due.plus(Duration.ofHours(24)),
                                state.settled() ? Optional.of(due.plusSeconds(31)) : Optional.empty(),
                                state == State.HELD),
                        state,
                        why));
        if (attempts > 0 && state != State.WAITING) {
            boolean good = state == State.ACCEPTED;
            attempt(
                    id * 10,
                    id,
                    1,
                    "main",
                    Duration.ofMillis(410),
                    good
                            ? "accepted"
                            : why.startsWith("variable") ? "unfit" : state == State.HELD ? "uncertain" : "refused",
                    Optional.of(good ? "END_OF_DATA" : "RCPT"),
                    good ? 250 : 550,
                    good ? "2.0.0" : "5.1.1",
                    why.replaceFirst("^\\d{3} \\S+ ", ""),
                    state.word());
        }
    }

    private void attempt(
            long id,
            long delivery,
            int number,
            String road,
            Duration took,
            String outcome,
            Optional<String> verb,
            int code,
            String enhanced,
            String text,
            String state) {
        boolean answered = code > 0 && !outcome.equals("unfit") && !outcome.equals("uncertain");
        history.attempts.add(new AttemptRecord(
                id,
                delivery,
                number,
                road,
                new AttemptRecord.Times(NOW.minus(Duration.ofMinutes(5L - number)), took),
                new AttemptRecord.Said(
                        outcome,
                        answered ? verb : Optional.empty(),
                        answered ? Optional.of(code) : Optional.empty(),
                        answered ? Optional.of(enhanced) : Optional.empty(),
                        text),
                state));
    }

    private void caught() {
        catcher.carry(
                List.of(
                        parcel(126, Mailbox.parse("Ann <ann@example.com>")),
                        parcel(127, Mailbox.parse("张三 <zhang@example.com>")),
                        parcel(128, new Mailbox(AWKWARD, Address.parse("script@example.com")))),
                new Clerk() {
                    @Override
                    public List<Parcel> arm(List<Parcel> parcels) {
                        return parcels;
                    }

                    @Override
                    public void report(Parcel parcel, Attempt attempt) {}
                });
    }

    private Parcel parcel(long delivery, Mailbox to) {
        return new Parcel(claim(delivery, to, "main"), Stage.LOG, composed("weekly-report", to));
    }

    private Claim claim(long delivery, Mailbox to, String road) {
        return new Claim(
                delivery,
                1,
                1,
                history.occurrences.get(7L).occurrence(),
                new Recipient(to.address().key(), to, Optional.empty(), Optional.empty(), new Row(Map.of())),
                NOW,
                new Claim.Progress(0, road, NOW.plusSeconds(3600), false));
    }

    private void breakRoad() {
        if (tidings.workspace().settings().rehearsal().stage() == Stage.LIVE) {
            ledger.claims.add(claim(999, Mailbox.parse("Ann <ann@example.com>"), "backup"));
        }
    }

    @Override
    public void close() {
        tidings.close();
        catcher.close();
    }

    private static final class NoSources implements Plugs.OpenSources {
        @Override
        public Optional<dev.tidings.audience.Source> named(String name) {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    /// Nobody is let in.
    private record RefusingTransport(TransportSpec spec) implements Transport {
        @Override
        public String name() {
            return spec.name();
        }

        @Override
        public void carry(List<Parcel> run, Clerk clerk) {
            Outcome refused = new Outcome.Unreachable(
                    Trouble.SIGN_IN,
                    "sign-in refused: 535 5.7.8 Username and Password not accepted — use the authorization code, not the password");
            run.forEach(each -> clerk.report(each, new Attempt(1, name(), NOW, Duration.ofMillis(90), refused)));
        }

        @Override
        public Use use() {
            return new Use(spec.name().equals("main") ? 3 : 0, 1);
        }

        @Override
        public void close() {}
    }

    private static final String SOURCE = """
            title: Weekly report for active users
            owner: growth@example.com

            schedule:
              cron: "0 9 * * MON"
              zone: Asia/Shanghai
              spread: 10m                # <b>not bold</b>

            to: [ "Ann <ann@example.com>", "张三 <zhang@example.com>" ]
            template: weekly-report
            """;
}
