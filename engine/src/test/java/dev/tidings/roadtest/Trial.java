package dev.tidings.roadtest;

import dev.tidings.compose.Composer;
import dev.tidings.compose.Limits;
import dev.tidings.contracts.BracesTemplates;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.contracts.TestKeys;
import dev.tidings.contracts.WrittenDns;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.mime.DkimKey;
import dev.tidings.mime.SigningKey;
import dev.tidings.notification.Audience;
import dev.tidings.notification.Content;
import dev.tidings.notification.DeliveryRules;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Route;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Stage;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Template;
import dev.tidings.notification.Template.Part;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.notification.Workspace;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.Timeouts;
import dev.tidings.smtp.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A workspace with one transport, `main`, that is about to be tried out.
final class Trial {
    static final DkimKey KEY = new DkimKey("example.com", "s2026", SigningKey.parse(TestKeys.RSA_2048));
    static final Credentials.Password LOGIN = new Credentials.Password("reports@example.com", "s3cret");

    private static final Revision REVISION = new Revision("0123abcd".repeat(8));

    final WrittenDns dns = wellPublished();
    final List<Report> heard = new ArrayList<>();
    private final Map<String, Notification> notifications = new HashMap<>();
    private String host = "localhost";
    private int port = 1;
    private Security security = Security.STARTTLS;
    private Optional<Credentials> login = Optional.of(LOGIN);
    private Trust trust = Trust.system();
    private Optional<String> provider = Optional.empty();
    private List<DkimKey> keys = List.of(KEY);
    private Stage stage = Stage.LOG;
    private Duration clockIsBehind = Duration.ZERO;

    private static WrittenDns wellPublished() {
        return new WrittenDns()
                .text("example.com", "some-site-verification=4711")
                .text("example.com", "v=spf1 ip4:192.0.2.0/24 ~all")
                .text(KEY.name(), KEY.record())
                .text("_dmarc.example.com", "v=DMARC1; p=none; rua=mailto:dmarc@example.com")
                .exchangers("example.com", "mx.example.com");
    }

    Trial at(ScriptedServer server) {
        port = server.port();
        return this;
    }

    Trial at(String host, int port) {
        this.host = host;
        this.port = port;
        return this;
    }

    Trial by(Security security) {
        this.security = security;
        return this;
    }

    Trial trusting(TestCertificate certificate) throws IOException {
        trust = Trust.authorities(certificate.pem());
        return this;
    }

    Trial withoutUser() {
        login = Optional.empty();
        return this;
    }

    Trial of(String provider) {
        this.provider = Optional.of(provider);
        return this;
    }

    Trial withoutKeys() {
        keys = List.of();
        return this;
    }

    Trial at(Stage stage) {
        this.stage = stage;
        return this;
    }

    /// The clock by which reports are written; certificates are checked by the real one.
    Trial clockBehind(Duration behind) {
        clockIsBehind = behind;
        return this;
    }

    Trial notification(String id, String from, String... by) {
        Notification notification = new Notification(
                id,
                new Notification.About(id, Optional.empty(), "notifications/" + id + ".yaml"),
                Optional.empty(),
                Audience.Listed.of(List.of(Mailbox.parse("ann@example.org"))),
                new Content(
                        new Template(id, Map.of(Part.SUBJECT, Map.of("", "s"), Part.TEXT, Map.of("", "t"))),
                        Map.of(),
                        Map.of(),
                        List.of()),
                DeliveryRules.usual(Mailbox.parse(from), new Route.InOrder(List.of(by))),
                REVISION);
        notifications.put(id, notification);
        return this;
    }

    Report run() {
        return run(Optional.empty());
    }

    Report sendTo(String address) {
        return run(Optional.of(Address.parse(address)));
    }

    private Report run(Optional<Address> to) {
        SmtpServer server = new SmtpServer(host, port, security, "client.example.com")
                .with(trust)
                .with(Timeouts.all(Duration.ofSeconds(5)));
        TransportSpec road =
                new TransportSpec("main", login.map(server::with).orElse(server), Pool.USUAL, List.of(), provider);
        Settings settings = new Settings(
                new Settings.Rehearsal(stage, Optional.of(Address.parse("qa@example.com"))),
                StoreSpec.USUAL,
                new Settings.Defaults(ZoneId.of("UTC"), Mailbox.parse("Tidings <no-reply@example.com>")),
                Map.of("main", road),
                Map.of(),
                new Settings.Listen("127.0.0.1", 0),
                List.of(),
                keys);
        Workspace workspace = new Workspace(Path.of("").toAbsolutePath(), settings, notifications, Map.of(), REVISION);
        InstantSource clock = () -> InstantSource.system().instant().minus(clockIsBehind);
        Tools tools = new Tools(
                spec -> {
                    throw new AssertionError("no token is needed");
                },
                (it, sources) -> new Composer(it, sources, new BracesTemplates(), html -> html, Limits.USUAL),
                dns,
                clock);
        return new RoadTest(workspace, tools, heard::add).run(road, to);
    }

    /// The step of that name; the first of several.
    static Step step(Report report, String name) {
        return report.parts().stream()
                .flatMap(part -> part.steps().stream())
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no step " + name + " in " + report));
    }

    static List<Mark> marks(Report report, int part) {
        return report.parts().get(part).steps().stream().map(Step::mark).toList();
    }
}
