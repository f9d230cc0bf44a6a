package dev.tidings.server.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.State;
import dev.tidings.feedback.Arrival;
import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Match;
import dev.tidings.feedback.Match.Proof;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import dev.tidings.ledger.Judgement;
import dev.tidings.ledger.NoticeRecord;
import dev.tidings.ledger.NoticeRecord.Judged;
import dev.tidings.server.MemoryStory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AfterwardsTest extends MemoryStory {
    private final List<NoticeAnswer> notices = new ArrayList<>();

    @Test
    void what_made_a_mail_come_back_is_told_whoever_writes_later() {
        told(Fate.FAILED, Reason.USERUNKNOWN, "550 5.1.1 no such user", 1, true, State.BOUNCED);
        told(Fate.FAILED, Reason.MAILBOXFULL, "forged", 0, false, null);

        assertThat(afterwards().returned(State.BOUNCED).orElseThrow())
                .contains("userunknown: 550 5.1.1 no such user")
                .doesNotContain("forged");
        assertThat(afterwards().returned(State.COMPLAINED)).isEmpty();
    }

    @Test
    void a_mail_that_reached_the_mailbox_is_said_to_have() {
        told(Fate.DELAYED, Reason.UNDEFINED, "", 1, true, null);
        assertThat(afterwards().further().orElseThrow()).startsWith("; behind that it is late, and still being tried");

        told(Fate.DELIVERED, Reason.DELIVERED, "", 1, true, null);
        assertThat(afterwards().further().orElseThrow())
                .startsWith(", and reached the mailbox")
                .endsWith("as smtp tells.");
    }

    @Test
    void what_anybody_may_have_written_or_is_about_an_earlier_attempt_says_nothing() {
        told(Fate.DELIVERED, Reason.DELIVERED, "", 1, false, null);
        assertThat(afterwards().further()).isEmpty();

        told(Fate.DELIVERED, Reason.DELIVERED, "", 1, true, null);
        sentOnceMore();
        assertThat(new Afterwards(attempts(), notices, ZoneOffset.UTC).further())
                .isEmpty();
    }

    @Test
    void of_one_report_that_tells_of_many_a_few_are_shown_and_whatever_changed_the_mail() {
        for (int each = 0; each < 9; each++) {
            told(Fate.FAILED, Reason.USERUNKNOWN, "line " + each, 1, true, each == 6 ? State.BOUNCED : null);
        }
        List<NoticeAnswer> apart = List.copyOf(notices);

        assertThat(Reports.of(apart)).isEqualTo(new Reports(apart, Optional.empty()));
        Reports together =
                Reports.of(apart.stream().map(AfterwardsTest::ofOneReport).toList());
        assertThat(together.shown())
                .extracting(NoticeAnswer::said)
                .containsExactly("line 0", "line 1", "line 2", "line 6");
        assertThat(together.more().orElseThrow()).startsWith("The same reports tell of 5 more, which changed nothing");
    }

    private static NoticeAnswer ofOneReport(NoticeAnswer each) {
        return new NoticeAnswer(
                each.id(),
                1,
                each.source(),
                each.at(),
                each.noted(),
                each.recipient(),
                each.fate(),
                each.reason(),
                each.means(),
                each.advice(),
                each.aboutUs(),
                each.status(),
                each.code(),
                each.said(),
                each.judged());
    }

    @Test
    void codes_that_stand_in_the_servers_words_are_not_said_twice() {
        assertThat(reply(550, "5.1.1", "550 5.1.1 no such user")).isEqualTo("550 5.1.1 no such user");
        assertThat(reply(550, "5.1.1", "550-5.1.1 no such user")).isEqualTo("550-5.1.1 no such user");
        assertThat(reply(0, "2.0.0", "250 2.0.0 ok")).isEqualTo("250 2.0.0 ok");
        assertThat(reply(550, "5.1.1", "no such user")).isEqualTo("550 5.1.1 no such user");
        assertThat(reply(550, "5.1.1", "550 no such user")).isEqualTo("5.1.1 550 no such user");
        assertThat(reply(0, "4.4.1", "")).isEqualTo("4.4.1");
    }

    private Afterwards afterwards() {
        if (history().attempts(1).isEmpty()) {
            drawn("daily", "ann");
            settle(accepted(claim()));
        }
        return new Afterwards(attempts(), notices, ZoneOffset.UTC);
    }

    private void sentOnceMore() {
        Report report = new Report(Report.Kind.BOUNCE, List.of(failed("full")), Clues.NONE);
        ledger.hear(List.of(new Arrival("smtp", "1", NINE, report, new byte[0])));
        ledger.judge(List.of(new Judgement(
                ledger.unjudged(1).getFirst().id(),
                Optional.of(new Match(1, 1, Proof.SIGNED)),
                true,
                Optional.of(State.BOUNCED),
                "full",
                "nothing")));
        ledger.retry(List.of(1L));
        settle(accepted(claim()));
    }

    private static Notice failed(String said) {
        return new Notice(Optional.empty(), Fate.FAILED, Reason.MAILBOXFULL, Optional.empty(), Optional.empty(), said);
    }

    private List<AttemptAnswer> attempts() {
        return history().attempts(1).stream().map(AttemptAnswer::of).toList();
    }

    private static String reply(int code, String status, String said) {
        return NoticeAnswer.of(record(
                        new Notice(
                                Optional.empty(),
                                Fate.FAILED,
                                Reason.USERUNKNOWN,
                                Optional.of(status),
                                Optional.of(code).filter(each -> each > 0),
                                said),
                        1,
                        NINE,
                        Optional.empty()))
                .reply();
    }

    private void told(Fate fate, Reason reason, String said, int attempt, boolean believed, @Nullable State became) {
        Notice notice =
                new Notice(Optional.of("ann@example.org"), fate, reason, Optional.empty(), Optional.empty(), said);
        long id = notices.size() + 1L;
        Judged judged = new Judged(
                NINE,
                Optional.of(new Match(1, attempt, believed ? Proof.SIGNED : Proof.HEADER)),
                believed,
                Optional.ofNullable(became),
                "nothing");
        notices.add(NoticeAnswer.of(record(notice, id, NINE.plusSeconds(60 * id), Optional.of(judged))));
    }

    private static NoticeRecord record(Notice notice, long id, Instant at, Optional<Judged> judged) {
        return new NoticeRecord(id, id, "smtp", Report.Kind.BOUNCE, at, at, notice, Clues.NONE, judged);
    }
}
