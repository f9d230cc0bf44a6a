package dev.tidings.server.show;

import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.AddressForm;
import dev.tidings.notification.Allowance;
import dev.tidings.notification.Allowance.ForDomain;
import dev.tidings.notification.Allowance.RampUp;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Content;
import dev.tidings.notification.Correspondence;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.Markings;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Route;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.notification.TransportSpec.Rate;
import dev.tidings.notification.Unsubscribe;
import dev.tidings.notification.Workspace;
import dev.tidings.schedule.Cron;
import dev.tidings.schedule.Dialect;
import dev.tidings.schedule.Late;
import dev.tidings.schedule.Timing;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the show house declares: notifications with ordinary names and awkward ones, and some problems.
final class ShowWorkspace {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final Revision REVISION = new Revision("3f9c27d1".repeat(8));

    private static final Allowance ALLOWANCE = new Allowance(
            List.of(new Rate(30, Duration.ofMinutes(1)), new Rate(2000, Duration.ofDays(1))),
            Optional.of(new RampUp(new Rate(10, Duration.ofMinutes(1)), Duration.ofHours(1))),
            Map.of("gmail.com", new ForDomain(OptionalInt.of(2), List.of(new Rate(20, Duration.ofMinutes(1))))),
            OptionalLong.empty());

    private ShowWorkspace() {}

    /// As it is read from a folder.
    static Reading full(Path root, Stage stage) throws IOException {
        Files.createDirectories(root.resolve("notifications"));
        Files.writeString(root.resolve("notifications/weekly-report.yaml"), SOURCE);
        Files.createDirectories(root.resolve("attachments"));
        Files.writeString(root.resolve("attachments/terms.pdf"), "%PDF-1.4");
        Files.writeString(root.resolve("attachments/logo.png"), "a logo");
        return new Reading(Optional.of(workspace(root, stage, notifications())), problems(), Map.of());
    }

    /// The same, with its ledger where others work too.
    static Reading shared(Reading reading) {
        Workspace workspace = reading.workspace().orElseThrow();
        Settings settings = workspace.settings();
        Settings shared = new Settings(
                settings.rehearsal(),
                new StoreSpec.Shared(AddressForm.POSTGRESQL.read("postgresql://db/mail")),
                settings.defaults(),
                settings.transports(),
                settings.sources(),
                settings.web(),
                settings.callbacks());
        return new Reading(
                Optional.of(new Workspace(
                        workspace.root(), shared, workspace.notifications(), workspace.templates(), REVISION)),
                reading.problems(),
                Map.of());
    }

    static Reading empty(Path root) {
        return new Reading(Optional.of(workspace(root, Stage.LOG, List.of())), List.of(), Map.of());
    }

    /// What is left when its settings are broken.
    static Reading unreadable() {
        Problem problem = new Problem("tidings.yaml", 3, 1, "trasports: unknown key", Optional.empty());
        return new Reading(Optional.empty(), List.of(problem), Map.of());
    }

    private static List<Notification> notifications() {
        return List.of(
                notification("weekly-report", "Weekly report for active users", "0 9 * * MON"),
                notification("digest", "每日摘要 " + ShowHouse.AWKWARD, "0 8 * * *"),
                notification("standup", "Stand-up in 15 minutes", "45 8 * * MON-FRI"),
                byHand());
    }

    private static List<Problem> problems() {
        return List.of(
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
    }

    private static Workspace workspace(Path root, Stage stage, List<Notification> notifications) {
        Map<String, Notification> byId = new HashMap<>();
        notifications.forEach(each -> byId.put(each.id(), each));
        SmtpServer server = new SmtpServer("127.0.0.1", 25, Security.NONE, "localhost");
        Map<String, TransportSpec> transports = notifications.isEmpty()
                ? Map.of()
                : Map.of(
                        "main",
                                new TransportSpec(
                                        "main", server, Pool.USUAL, ALLOWANCE, Optional.empty(), Optional.empty()),
                        "backup", new TransportSpec("backup", server, Pool.USUAL, List.of(), Optional.empty()));
        Settings settings = new Settings(
                new Settings.Rehearsal(stage, Optional.of(Address.parse("qa@example.com"))),
                StoreSpec.USUAL,
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
                        new Mailbox(ShowHouse.AWKWARD, Address.parse("script@example.com")),
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
                        List.of(
                                new Content.AttachedFile("attachments/terms.pdf", Optional.empty()),
                                new Content.AttachedFile(
                                        "attachments/logo.png", Optional.empty(), Optional.of("logo@tidings")))),
                new DeliveryRules(
                        new Correspondence(
                                Mailbox.parse("Reports <reports@example.com>"),
                                Optional.of(Mailbox.parse("help@example.com")),
                                List.of("Grace <grace@example.com>"),
                                List.of()),
                        Markings.NONE,
                        new Route.InOrder(List.of("main", "backup")),
                        DeliveryRules.Retry.USUAL,
                        DeliveryRules.WhenUncertain.RESEND,
                        Optional.empty(),
                        Unsubscribe.NONE),
                REVISION);
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
