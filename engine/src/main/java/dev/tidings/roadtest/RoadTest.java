package dev.tidings.roadtest;

import static java.util.stream.Collectors.joining;

import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import dev.tidings.mime.DkimSigner;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.smtp.SmtpServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One test of one road. It connects once and signs in once, as accounts get locked by those who try often;
/// it takes seconds, and about a minute where nobody answers.
///
/// ```java
/// Report report = new RoadTest(workspace, tools, _ -> {}).run(transport,
/// Optional.of(Address.parse("me@example.com")));
/// ```
public final class RoadTest {
    /// Of senders that the server is asked about.
    private static final int SENDERS_MAX = 20;

    private final Workspace workspace;
    private final Tools tools;
    private final Dns dns;
    private final Consumer<Report> progress;

    /// @param progress hears the report after each part, on the thread that runs the test
    public RoadTest(Workspace workspace, Tools tools, Consumer<Report> progress) {
        this.workspace = workspace;
        this.tools = tools;
        this.dns = new ClosedNetwork(tools.dns());
        this.progress = progress;
    }

    /// @param to whom a test mail is sent in the end, whatever the stage
    public Report run(TransportSpec road, Optional<Address> to) {
        Notes notes = new Notes(road.name(), tools.clock().instant());
        SmtpServer server = road.server(tools.tokens());
        List<SenderDomain> domains = SenderDomain.of(workspace, road.name());
        try (Meeting meeting = Meeting.with(server, tools.clock())) {
            notes.add(server(road, meeting));
            int asked = 0;
            for (SenderDomain each : domains) {
                notes.add(domain(road, meeting, each, Math.max(0, SENDERS_MAX - asked)));
                asked += each.senders().size();
            }
            to.ifPresent(address ->
                    notes.add(mail(road, meeting, domains.getFirst().senders().getFirst(), address)));
        }
        return notes.report();
    }

    /// What is found, as it is found.
    private final class Notes {
        private final String road;
        private final Instant started;
        private final List<Part> parts = new ArrayList<>();

        Notes(String road, Instant started) {
            this.road = road;
            this.started = started;
        }

        void add(Part part) {
            parts.add(part);
            progress.accept(report());
        }

        Report report() {
            return new Report(
                    road, started, Duration.between(started, tools.clock().instant()), parts);
        }
    }

    private Part server(TransportSpec road, Meeting meeting) {
        SmtpServer server = meeting.server();
        String preset = road.provider().map(each -> "provider " + each).orElse("");
        return new Part(
                "The server " + server.host() + ", port " + server.port(),
                preset,
                new ServerSteps(road, meeting, tools.clock().instant()).steps());
    }

    private Part domain(TransportSpec road, Meeting meeting, SenderDomain domain, int most) {
        Stream<Step> senders = domain.senders().stream()
                .limit(most)
                .map(each -> new SenderStep(road, meeting.open(), each.address()).step());
        DomainSteps dnsSteps = new DomainSteps(
                dns,
                road,
                meeting.journey().addresses(),
                domain,
                new DkimSigner(workspace.settings().dkim()).keys(domain.domain()));
        return new Part(
                "Mail from " + domain.domain(),
                users(domain.notifications()),
                Stream.concat(senders, dnsSteps.steps().stream()).toList());
    }

    private static String users(List<String> notifications) {
        return notifications.isEmpty()
                ? "the house's own sender; no notification goes by this road yet"
                : "used by " + notifications.stream().limit(10).collect(joining(", "))
                        + (notifications.size() > 10 ? " and " + (notifications.size() - 10) + " more" : "");
    }

    /// A session that lay still during the look-ups may have ended; then another is asked for.
    private Part mail(TransportSpec road, Meeting meeting, Mailbox from, Address to) {
        TestMail mail = new TestMail(workspace, road, from, to, tools.clock().instant());
        String title = "Test mail to " + to;
        if (meeting.open().isPresent() || meeting.session().isEmpty()) {
            return new Part(
                    title, "", List.of(new MailStep(road, meeting.open(), mail).send(mail.compose(tools.composers()))));
        }
        try (Meeting again = Meeting.with(road.server(tools.tokens()), tools.clock())) {
            return new Part(
                    title, "", List.of(new MailStep(road, again.open(), mail).send(mail.compose(tools.composers()))));
        }
    }
}
