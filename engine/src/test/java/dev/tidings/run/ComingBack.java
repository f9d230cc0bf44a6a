package dev.tidings.run;

import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.feedback.Report.Kind;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.History;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.NoticeRecord.Judged;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.SuppressionRecord;
import dev.tidings.mail.Address;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/// A house in which mail is sent and comes back.
abstract class ComingBack {
    static final String ANN = "ann@example.org";

    final Scene scene = new Scene();
    final Postmaster postmaster =
            new Postmaster(scene::setup, scene.stores(scene.ledger), scene.events::add, scene.clock);
    final Mailroom mailroom = new Mailroom(scene.ledger, scene.bus);
    int arrivals;

    @BeforeEach
    void sign_return_addresses() {
        scene.bounces = new Bounces(
                Optional.of(new Bounces.Home(
                        Address.parse("bounces@example.com"),
                        List.of(new Secret("a key of thirty-two characters and more")))),
                Reactions.USUAL,
                List.of());
    }

    void bounce(int each) {
        comesBack(
                to(scene.main.accepted.get(each).message().sender().toString()),
                failed(Reason.USERUNKNOWN, "p" + each + "@example.org"));
    }

    DeliveryRecord sent(String id, String address) throws InterruptedException {
        scene.notification(id, null, address);
        Occurrence occurrence = scene.run(id);
        scene.clock.pass(Duration.ofSeconds(1));
        scene.deliver(scene.main);
        return scene.delivery(occurrence);
    }

    DeliveryRecord now(DeliveryRecord delivery) {
        return scene.history.delivery(delivery.id()).orElseThrow();
    }

    /// As it was sent last.
    Clues signed() {
        return to(scene.main.accepted.getLast().message().sender().toString());
    }

    static Clues to(String address) {
        return new Clues(List.of(address), Optional.empty(), List.of(), List.of());
    }

    /// In one report.
    void comesBack(Clues clues, Notice... notices) {
        mailroom.take(List.of(arrival("smtp", "event " + arrivals++, clues, notices)));
        postmaster.round();
    }

    /// By a provider that does not say which mail.
    void tells(String id, Instant at, Notice notice) {
        Report report = new Report(Kind.BOUNCE, List.of(notice), Clues.NONE);
        mailroom.take(List.of(new Arrival("sendgrid", id, at, report, new byte[0])));
        postmaster.round();
    }

    Arrival arrival(String source, String id, Clues clues, Notice... notices) {
        Kind kind = notices[0].fate() == Fate.COMPLAINED ? Kind.COMPLAINT : Kind.BOUNCE;
        return new Arrival(source, id, scene.clock.instant(), new Report(kind, List.of(notices), clues), new byte[0]);
    }

    static Notice told(String address, Fate fate) {
        return new Notice(Optional.of(address), fate, Reason.UNDEFINED, Optional.of("4.4.1"), Optional.empty(), "");
    }

    static Notice failed(Reason reason, String address) {
        return new Notice(
                Optional.of(address),
                Fate.FAILED,
                reason,
                Optional.of("5.1.1"),
                Optional.of(550),
                "550 5.1.1 no such user");
    }

    static Notice complained(String address) {
        return new Notice(
                Optional.of(address), Fate.COMPLAINED, Reason.FEEDBACK, Optional.empty(), Optional.empty(), "");
    }

    Judged judged() {
        NoticeRecord latest =
                scene.history.notices(History.Told.ALL, Page.first(1)).getFirst();
        return latest.judged().orElseThrow();
    }

    List<SuppressionRecord> suppressions() {
        return scene.history.suppressions("", History.Which.EVER, Page.first(100));
    }
}
