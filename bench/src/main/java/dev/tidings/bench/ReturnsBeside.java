package dev.tidings.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.bus.LocalBus;
import dev.tidings.deliver.State;
import dev.tidings.event.Event;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Intake;
import dev.tidings.feedback.ReturnPath;
import dev.tidings.feedback.mail.MessageReader;
import dev.tidings.feedback.mail.Unhurried;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.run.Stores;
import dev.tidings.run.Tidings;
import dev.tidings.run.World;
import dev.tidings.store.sqlite.SqliteStore;
import dev.tidings.workspace.Reading;
import dev.tidings.workspace.WorkspaceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/// What it costs a send that mail comes back meanwhile: notes of failure are read, matched and judged in every other
/// slice of one long send.
///
/// `ReturnsBeside FOLDER PORT PEOPLE CONNECTIONS RETURNS` sends RETURNS mails; then PEOPLE, while some of those come
/// back.
/// Prints for each two slices: mails/s alone, mails/s beside, how many came back a second. At the end the others come
/// back while nothing is sent: how many, in how many seconds until the last is judged.
public final class ReturnsBeside {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final int TOGETHER = 20;
    private static final Duration WARM = Duration.ofSeconds(15);
    private static final Duration SLICE = Duration.ofSeconds(3);
    private static final Duration JUDGED = Duration.ofSeconds(1);

    private final Tidings tidings;
    private final ReturnPath returnPath;
    private final Arrivals arrivals;
    private List<DeliveryRecord> out = List.of();
    private volatile int back;
    private volatile boolean open;
    private final LongAdder sent;

    private ReturnsBeside(Tidings tidings, LongAdder sent) {
        this.tidings = tidings;
        this.sent = sent;
        this.arrivals = new Arrivals(new Unhurried(new MessageReader()::read, tidings::sending), CLOCK);
        this.returnPath =
                new ReturnPath(tidings.workspace().settings().bounces().home().orElseThrow());
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        int people = Integer.parseInt(arguments[2]);
        int returns = Integer.parseInt(arguments[4]);
        write(folder, arguments, people + returns, returns);
        Reading reading = new WorkspaceReader(System::getenv).read(folder);
        reading.problems().forEach(System.err::println);
        LongAdder sent = new LongAdder();
        try (SqliteStore store = SqliteStore.open(folder.resolve("data/tidings.db"), CLOCK, event -> {});
                Tidings tidings = Tidings.start(
                        reading,
                        Engine.plugs(reading, CLOCK),
                        new Stores(store.ledger(), store.history(), new LocalBus()),
                        new World(CLOCK, new Random(), event -> {
                            if (event instanceof Event.Attempted) sent.increment();
                        }))) {
            new ReturnsBeside(tidings, sent).run();
        }
    }

    private void run() throws InterruptedException {
        out = accepted(send("returns").occurrence().id());
        Thread feeder = Thread.ofVirtual().start(this::bringBack);
        Thread meter = Thread.ofVirtual().start(this::measure);
        send("report");
        meter.interrupt();
        meter.join();
        awaitJudged();
        feeder.join();
    }

    /// In turn, alone and beside, until somebody says that the send is over.
    private void measure() {
        try {
            Thread.sleep(WARM);
            while (true) {
                double alone = slice();
                int before = back;
                open = true;
                double beside = slice();
                open = false;
                System.out.printf(
                        Locale.ROOT,
                        "returns\t%.0f\t%.0f\t%.0f%n",
                        alone,
                        beside,
                        (back - before) / (SLICE.toMillis() / 1e3));
                // what was brought last is judged
                Thread.sleep(JUDGED);
            }
        } catch (InterruptedException over) {
            open = true;
        }
    }

    /// @return mails/s
    private double slice() throws InterruptedException {
        long before = sent.sum();
        long began = System.nanoTime();
        Thread.sleep(SLICE);
        return (sent.sum() - before) / ((System.nanoTime() - began) / 1e9);
    }

    private OccurrenceRecord send(String notification) throws InterruptedException {
        Occurrence occurrence =
                tidings.run(notification, Optional.empty(), Cause.MANUAL).orElseThrow();
        while (true) {
            OccurrenceRecord record =
                    tidings.history().occurrence(occurrence.id()).orElseThrow();
            if (!record.standing().running()) {
                return record;
            }
            Thread.sleep(20);
        }
    }

    private List<DeliveryRecord> accepted(long occurrence) {
        List<DeliveryRecord> all = new ArrayList<>();
        Page page = Page.first(10_000);
        while (true) {
            List<DeliveryRecord> some = tidings.history().deliveries(occurrence, Set.of(State.ACCEPTED), page);
            if (some.isEmpty()) {
                return all;
            }
            all.addAll(some);
            page = new Page(some.getLast().id(), 10_000);
        }
    }

    /// As a mailbox gives them: some at once, each put on record before the next; while that is wished.
    private void bringBack() {
        Intake intake = tidings.intake();
        while (back < out.size()) {
            if (!open) {
                LockSupport.parkNanos(1_000_000);
                continue;
            }
            List<Arrival> some = new ArrayList<>();
            for (DeliveryRecord each : out.subList(back, Math.min(out.size(), back + TOGETHER))) {
                some.add(arrivals.since(CLOCK.instant(), "imap", note(each)));
            }
            intake.take(some);
            back += some.size();
        }
    }

    private void awaitJudged() throws InterruptedException {
        int before = back;
        long began = System.nanoTime();
        while (bounced(out.getFirst().occurrence().id()) < out.size()) {
            Thread.sleep(20);
        }
        System.out.printf(Locale.ROOT, "rest\t%d\t%.1f%n", out.size() - before, (System.nanoTime() - began) / 1e9);
    }

    private long bounced(long occurrence) {
        return tidings.history().occurrence(occurrence).orElseThrow().tally().of(State.BOUNCED);
    }

    /// As Postfix writes it.
    private byte[] note(DeliveryRecord mail) {
        String to = mail.addressee().address();
        String from = returnPath.of(mail.trace(), 1).toString();
        return NOTE.formatted(from, to, mail.id(), mail.trace().hex())
                .replace("\n", "\r\n")
                .getBytes(UTF_8);
    }

    private static final String NOTE = """
            Return-Path: <>
            Delivered-To: %1$s
            Received: by mx.example.org (Postfix) id 4F%3$d; Thu, 26 Nov 2026 09:00:00 +0000 (UTC)
            Date: Thu, 26 Nov 2026 09:00:00 +0000 (UTC)
            From: MAILER-DAEMON@mx.example.org (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            To: %1$s
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="4F%3$d.1795683600/mx.example.org"
            Message-Id: <20261126090000.4F%3$d@mx.example.org>

            This is a MIME-encapsulated message.

            --4F%3$d.1795683600/mx.example.org
            Content-Description: Notification
            Content-Type: text/plain; charset=us-ascii

            This is the mail system at host mx.example.org.

            I'm sorry to have to inform you that your message could not
            be delivered to one or more recipients. It's attached below.

            For further assistance, please send mail to postmaster.

            If you do so, please include this problem report. You can
            delete your own text from the attached returned message.

                               The mail system

            <%2$s>: host mail.example.org[192.0.2.78] said: 550 5.1.1 <%2$s>:
                Recipient address rejected: User unknown in virtual mailbox table
                (in reply to RCPT TO command)

            --4F%3$d.1795683600/mx.example.org
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.org
            X-Postfix-Queue-ID: 4F%3$d
            X-Postfix-Sender: rfc822; %1$s
            Arrival-Date: Thu, 26 Nov 2026 08:59:59 +0000 (UTC)

            Final-Recipient: rfc822; %2$s
            Original-Recipient: rfc822;%2$s
            Action: failed
            Status: 5.1.1
            Remote-MTA: dns; mail.example.org
            Diagnostic-Code: smtp; 550 5.1.1 <%2$s>: Recipient address rejected: User
                unknown in virtual mailbox table

            --4F%3$d.1795683600/mx.example.org
            Content-Description: Undelivered Message Headers
            Content-Type: text/rfc822-headers

            Return-Path: <%1$s>
            Received: from mail.example.com (mail.example.com [192.0.2.1])
                by mx.example.org (Postfix) with ESMTP id 4F%3$d
                for <%2$s>; Thu, 26 Nov 2026 08:59:59 +0000 (UTC)
            From: Reports <reports@example.com>
            To: %2$s
            Subject: Your weekly report
            Date: Thu, 26 Nov 2026 08:59:58 +0000
            Message-ID: <%4$s.1@example.com>
            X-Tidings-Trace: %4$s
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary="b"

            --4F%3$d.1795683600/mx.example.org--
            """;

    private static void write(Path folder, String[] arguments, int all, int returns) throws Exception {
        Files.createDirectories(folder.resolve("notifications"));
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("templates/report"));
        Files.writeString(folder.resolve("tidings.yaml"), """
                stage: live
                from: "Reports <reports@example.com>"
                transports:
                  sink: { smtp: "smtp://127.0.0.1:%s", connections: %s, security: none, messages-per-connection: 100000 }
                sources:
                  crm: { jdbc: "sqlite:data/crm.db", timeout: 10m }
                bounces: { address: bounces@mail.example.com, key: 0123456789abcdef0123456789abcdef }
                """.formatted(arguments[1], arguments[3]));
        notification(folder, "returns", "id <= " + returns);
        notification(folder, "report", "id > " + returns);
        Files.writeString(folder.resolve("templates/report/subject.txt"), Letter.SUBJECT + " {{ name }}");
        Files.writeString(
                folder.resolve("templates/report/body.html"),
                Letter.html("{{ %s }}", "{% for order in orders %}", "<tr><td>{{ order }}</td></tr>", "{% endfor %}"));
        Files.writeString(folder.resolve("templates/report/body.txt"), Letter.text("{{ %s }}"));
        try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/crm.db"));
                Statement statement = database.createStatement()) {
            statement.execute("create table people (id integer primary key, name, email, balance, logins)");
            statement.execute(Letter.people(all));
        }
    }

    private static void notification(Path folder, String id, String which) throws Exception {
        Files.writeString(folder.resolve("notifications/" + id + ".yaml"), """
                audience:
                  source: crm
                  query: select id, name, email, balance, logins from people where %s order by id
                  to: "{{ name }} <{{ email }}>"
                template: report
                with: { orders: [%s] }
                """.formatted(
                        which, String.join(", ", Letter.rows())));
    }
}
