package dev.tidings.contracts;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.mail.Address;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What comes back, told in short words.
interface FeedbackStory extends LedgerStory {
    Clues CLUES = new Clues(
            List.of("bounces+x7@example.com"),
            Optional.of("envelope \"7\"\\\0"),
            List.of("5eed".repeat(8)),
            List.of("a@example.com", "晚上@example.com"));
    byte[] ORIGINAL = "From: <>\r\n\r\n\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);

    default Notice told(Fate fate, Reason reason) {
        return new Notice(
                Optional.of("rfc822;Ann@example.org"),
                fate,
                reason,
                Optional.of("5.1.1"),
                Optional.of(550),
                "no such user 晚上");
    }

    default Arrival arrival(String id, Report.Kind kind, Notice... notices) {
        return new Arrival("imap", id, now().minusSeconds(60), new Report(kind, List.of(notices), CLUES), ORIGINAL);
    }

    /// On record, and not judged yet.
    default NoticeRecord heard(String id, Fate fate, Reason reason) {
        ledger().hear(List.of(arrival(id, Report.Kind.BOUNCE, told(fate, reason))));
        return ledger().unjudged(1000).getLast();
    }

    default NoticeRecord bounce(String id) {
        return heard(id, Fate.FAILED, Reason.USERUNKNOWN);
    }

    default Judgement unmatched(NoticeRecord notice) {
        return new Judgement(notice.id(), Optional.empty(), false, Optional.of(State.BOUNCED), "why", "nothing");
    }

    default Judgement judgement(NoticeRecord notice, DeliveryRecord about, int attempt, State becomes) {
        Match match = new Match(about.id(), attempt, Proof.SIGNED);
        return new Judgement(
                notice.id(), Optional.of(match), true, Optional.of(becomes), "550 no such user", "left out");
    }

    default Judgement bounced(NoticeRecord notice, DeliveryRecord about) {
        return judgement(notice, about, about.progress().attempts(), State.BOUNCED);
    }

    default Judgement complained(NoticeRecord notice, DeliveryRecord about) {
        return judgement(notice, about, 0, State.COMPLAINED);
    }

    /// Somebody's mail, accepted.
    default DeliveryRecord handedOver(String notification, String person) {
        drawn(notification, person);
        Claim claim = armed();
        settle(accepted(claim));
        return record(claim);
    }

    default Suppression nothingMoreTo(String person, Suppression.Act act) {
        return new Suppression(
                Address.parse(person + "@example.org"),
                Optional.empty(),
                Suppression.Reason.BOUNCED,
                act,
                now(),
                Optional.empty());
    }

    default DeliveryRecord now(DeliveryRecord before) {
        return history().delivery(before.id()).orElseThrow();
    }

    default NoticeRecord now(NoticeRecord before) {
        return history().notice(before.id()).orElseThrow();
    }

    /// The notices by which a delivery changes.
    default List<Long> changing(List<Judgement> judgements) {
        return ledger().judge(judgements).entrySet().stream()
                .filter(each -> each.getValue().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }
}
