package dev.tidings.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Claim;
import dev.tidings.deliver.State;
import dev.tidings.deliver.Suppression;
import dev.tidings.deliver.Suppression.Act;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.Firing;
import dev.tidings.ledger.Firing.Decision;
import dev.tidings.ledger.History;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.Page;
import dev.tidings.mail.Address;
import dev.tidings.notification.Cause;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Revision;
import dev.tidings.notification.Stage;
import dev.tidings.notification.Workspace;
import dev.tidings.server.MemoryStory;
import dev.tidings.workspace.WorkspaceReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest extends MemoryStory {
    @Test
    void a_miss_is_found_behind_a_thousand_of_somebody_elses(@TempDir Path root) throws Exception {
        drawn("daily", "ann");
        settle(accepted(claim()));
        missed("daily", NINE.plusSeconds(1));
        for (int second = 2; second < 1_100; second++) {
            missed("noisy", NINE.plusSeconds(second));
        }

        Explained explained = answers(root).explain("ann@example.org");

        assertThat(explained.without())
                .extracting(each -> each.occurrence().notification())
                .containsExactly("daily");
    }

    @Test
    void the_event_that_started_it_is_named(@TempDir Path root) throws Exception {
        Occurrence told = ledger.trigger(
                        firing("daily", NINE, Cause.EVENT, new Firing.Decision.Due()), "nats:orders.shipped order 7")
                .occurrence();
        ledger.expand(1);
        ledger.enter(told, List.of(mailTo("ann")));
        Occurrence called = ledger.trigger(
                        firing("daily", NINE, Cause.API, new Firing.Decision.Due()), OccurrenceAnswer.request("a-key"))
                .occurrence();
        ledger.expand(1);
        ledger.enter(called, List.of(mailTo("ben")));

        assertThat(story(root, "ann@example.org"))
                .anyMatch(line -> line.startsWith("daily was started by event order 7 of nats:orders.shipped on "));
        assertThat(story(root, "ben@example.org"))
                .anyMatch(line -> line.startsWith("daily was started by a call (key a-key) on "));
    }

    private List<String> story(Path root, String of) throws Exception {
        return answers(root).explain(of).mails().getFirst().story();
    }

    @Test
    void a_message_id_tells_of_the_mail_and_of_its_copies(@TempDir Path root) throws Exception {
        Occurrence occurrence = taken("daily");
        ledger.enter(
                occurrence, List.of(mailTo("ann"), copyTo("boss", "ann"), copyTo("archive", "ann"), mailTo("ben")));
        ledger.entered(occurrence);
        claims(4).forEach(each -> settle(accepted(ledger.arm(List.of(each)).getFirst())));
        String id = "<" + record(occurrence, "ann").trace() + "@example.com>";

        Explained explained = answers(root).explain(id);

        assertThat(explained.summary()).startsWith("One mail, of daily, and 2 copies of it. It was accepted");
        assertThat(explained.mails())
                .extracting(each -> each.delivery().address())
                .containsExactly("ann@example.org", "boss@example.org", "archive@example.org");
        assertThat(explained.mails().get(1).story())
                .anyMatch(line -> line.startsWith("boss@example.org was to get a copy (cc) of the mail to"
                        + " \"ann\" <ann@example.org>, who was in its audience (key ann); the mail was due "));
        assertThat(explained.mails().get(1).others())
                .extracting(DeliveryAnswer::address)
                .containsExactly("ann@example.org", "archive@example.org");
    }

    @Test
    void whoever_was_sent_another_text_than_was_fired_learns_by_which_revision(@TempDir Path root) throws Exception {
        drawn("daily", "ann", "ben");
        settle(accepted(armed()));
        settle(by(new Revision("07e40000".repeat(8)), accepted(armed())));

        assertThat(answers(root).explain("ann@example.org").mails().getFirst().story())
                .noneMatch(line -> line.contains("composed with"));
        assertThat(answers(root).explain("ben@example.org").mails().getFirst().story())
                .anyMatch(line -> line.startsWith("Attempt 1 by house, composed with revision 07e40000, at "));
    }

    @Test
    void whoever_got_a_copy_finds_it_by_their_address(@TempDir Path root) throws Exception {
        ledger.enter(taken("daily"), List.of(mailTo("ann"), copyTo("boss", "ann")));

        Explained explained = answers(root).explain("boss@example.org");

        assertThat(explained.mails())
                .singleElement()
                .satisfies(mail -> assertThat(mail.delivery().copy())
                        .contains(new DeliveryAnswer.Copy("cc", "\"ann\" <ann@example.org>")));
    }

    @Test
    void what_kept_a_mail_back_is_told_as_over_once_it_was_lifted(@TempDir Path root) throws Exception {
        Act act = new Act("test", "", "by phone");
        ledger.suppress(List.of(new Suppression(
                new Address("ann", "example.org"),
                Optional.empty(),
                Suppression.Reason.MANUAL,
                act,
                now(),
                Optional.empty())));
        drawn("daily", "ann");
        assertThat(answers(root).explain("ann@example.org").summary()).contains("Once that is lifted");

        ledger.lift(
                List.of(history()
                        .suppressions("", History.Which.HOLDING, Page.first(1))
                        .getFirst()
                        .id()),
                act);

        assertThat(answers(root).explain("ann@example.org").summary())
                .contains(
                        "It was left out",
                        "It was lifted ",
                        " by test: by phone: the next occurrence reaches this address");
    }

    /// Nobody heard the server's answer.
    @Test
    void a_report_that_settled_a_mail_is_told_as_what_shows_that_it_was_accepted(@TempDir Path root) throws Exception {
        drawn("daily", "ann");
        Claim claim = armed();
        settle(held(claim));
        told(Fate.DELIVERED, State.ACCEPTED, claim);

        DeliveryDetail mail = answers(root).explain("ann@example.org").mails().getFirst();

        assertThat(mail.delivery().state()).isEqualTo("accepted");
        assertThat(mail.story())
                .anyMatch(line -> line.startsWith("A report by smtp of ")
                        && line.endsWith(" It counts as accepted from now on: whoever tells of it had it."))
                .anyMatch(line -> line.startsWith("It was accepted by the next hop (nobody heard its answer; what came"
                        + " back shows it), and reached the mailbox "));
    }

    private void told(Fate fate, State becomes, Claim about) {
        Notice notice = new Notice(
                Optional.of("ann@example.org"), fate, Reason.DELIVERED, Optional.empty(), Optional.empty(), "");
        Report report = new Report(Report.Kind.STATUS, List.of(notice), Clues.NONE);
        ledger.hear(List.of(new Arrival("smtp", "1", now(), report, new byte[0])));
        ledger.judge(List.of(new Judgement(
                ledger.unjudged(1).getFirst().id(),
                Optional.of(new Match(about.delivery(), 1, Match.Proof.SIGNED)),
                true,
                Optional.of(becomes),
                "handed over",
                "nothing: it reached the mailbox")));
    }

    private void missed(String notification, Instant instant) {
        ledger.plan(Map.of(notification, instant));
        ledger.fire(List.of(new Firing(
                new Occurrence.Key(notification, instant, Cause.SCHEDULE),
                new Decision.Missed("late by 5h, allowed 4h"),
                Optional.empty(),
                Stage.LIVE,
                new Revision("1".repeat(64)),
                new Occurrence.Period(instant, instant),
                Optional.empty())));
    }

    private Answers answers(Path root) throws Exception {
        Files.writeString(root.resolve("tidings.yaml"), "from: tidings@example.com\n");
        Workspace workspace =
                new WorkspaceReader(name -> null).read(root).workspace().orElseThrow();
        return Answers.of(history(), workspace, List.of(), clock());
    }
}
