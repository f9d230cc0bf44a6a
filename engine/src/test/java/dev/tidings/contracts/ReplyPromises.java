package dev.tidings.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Claim;
import dev.tidings.deliver.Conversation;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Verdict;
import dev.tidings.ledger.AttemptRecord.Said;
import dev.tidings.ledger.Ledger;
import dev.tidings.ledger.Settlement;
import dev.tidings.ledger.TranscriptRecord;
import dev.tidings.smtp.Answer;
import dev.tidings.smtp.EnhancedCode;
import dev.tidings.smtp.Line;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What was answered and said at attempts.
public interface ReplyPromises extends LedgerStory {
    Answer MAIL =
            new Answer(Verb.MAIL, new Reply(250, Optional.of(new EnhancedCode(2, 1, 0)), "Ok"), Duration.ofMillis(3));
    Answer RCPT = new Answer(Verb.RCPT, GREYLISTED, Duration.ofMillis(12));
    Answer DATA = new Answer(
            Verb.DATA, new Reply(354, Optional.empty(), "go \"on\"\nand on\n\u5317 \\"), Duration.ofSeconds(200));
    Answer TAKEN = new Answer(Verb.END_OF_DATA, QUEUED, Duration.ofMillis(41));
    List<Line> LINES = List.of(
            new Line(Duration.ZERO, Line.Kind.NOTED, "connected to 192.0.2.1 port 25"),
            new Line(Duration.ofMillis(2), Line.Kind.RECEIVED, "220 mx \u5317 \"x\" \\"),
            new Line(Duration.ofMinutes(11), Line.Kind.SENT, "MAIL FROM:<a@example.com>"),
            new Line(Duration.ofMinutes(11), Line.Kind.RECEIVED, ""));

    private Settlement saying(Settlement settlement, Conversation said) {
        Attempt attempt = settlement.attempt();
        return new Settlement(
                settlement.claim(),
                new Attempt(
                        attempt.number(),
                        attempt.transport(),
                        attempt.started(),
                        attempt.took(),
                        attempt.outcome(),
                        said),
                settlement.verdict(),
                settlement.keep());
    }

    private static Conversation answers(Answer... answers) {
        return new Conversation(List.of(answers), Optional.empty());
    }

    private Said said(Claim claim) {
        return history().attempts(claim.delivery()).getLast().said();
    }

    @Test
    default void every_reply_of_an_attempt_that_was_not_accepted_is_kept() {
        drawn("weekly", "ann");
        Claim claim = armed();
        settle(saying(deferred(claim, NINE.plusSeconds(60)), answers(MAIL, RCPT, DATA)));

        assertThat(said(claim).answers()).containsExactly(MAIL, RCPT, DATA);
        assertThat(said(claim).waited()).contains(Duration.ofMillis(12));
        assertThat(said(claim).verb()).contains("rcpt");
    }

    @Test
    default void what_was_heard_before_a_line_broke_is_kept() {
        drawn("weekly", "ann");
        Claim claim = armed();
        settle(saying(held(claim), answers(MAIL, DATA)));

        assertThat(said(claim).answers()).containsExactly(MAIL, DATA);
        assertThat(said(claim).waited()).isEmpty();
    }

    @Test
    default void of_a_mail_that_was_accepted_the_reply_that_took_it_is_kept() {
        drawn("weekly", "ann");
        Claim claim = armed();
        settle(saying(accepted(claim), answers(MAIL, RCPT, DATA, TAKEN)));

        assertThat(said(claim).answers()).containsExactly(TAKEN);
        assertThat(said(claim).verb()).contains("end-of-data");
        assertThat(said(claim).waited()).contains(Duration.ofMillis(41));
        assertThat(history().journal(0, 10).getFirst().attempt().orElseThrow().said())
                .isEqualTo(said(claim));
        assertThat(history().transcripts(claim.delivery())).isEmpty();
    }

    @Test
    default void a_transcript_is_kept_with_all_replies_whatever_came_of_it() {
        drawn("weekly", "ann");
        Claim first = armed();
        settle(saying(
                deferred(first, NINE.plusSeconds(60)), new Conversation(List.of(MAIL, RCPT), Optional.of(LINES))));
        clock().set(NINE.plusSeconds(60));
        Claim second = armed();
        settle(saying(accepted(second), new Conversation(List.of(MAIL, TAKEN), Optional.of(LINES.subList(0, 1)))));
        reopen();

        assertThat(history().transcripts(first.delivery()))
                .containsExactly(
                        new TranscriptRecord(first.delivery(), 1, LINES),
                        new TranscriptRecord(first.delivery(), 2, LINES.subList(0, 1)));
        assertThat(said(second).answers()).containsExactly(MAIL, TAKEN);
        assertThat(history().transcripts(first.delivery() + 1)).isEmpty();
    }

    @Test
    default void whoever_lost_the_claim_leaves_no_transcript() {
        drawn("weekly", "ann");
        Claim late = claim();
        clock().pass(LEASE);
        ledger().reap();
        claim();

        Settlement lost = saying(failed(late), new Conversation(List.of(MAIL), Optional.of(LINES)));
        assertThat(settle(lost)).isFalse();
        assertThat(history().transcripts(late.delivery())).isEmpty();
    }

    @Test
    default void the_latest_transcripts_are_kept_and_the_oldest_go() {
        int all = Ledger.TRANSCRIPTS_MAX + 3;
        drawn("weekly", LedgerStory.many("p", all));
        List<Claim> claims = claims(all);
        CompletableFuture.allOf(claims.stream()
                        .map(claim -> ledger().settle(settlement(
                                new Attempt(
                                        1,
                                        ROAD,
                                        NINE,
                                        Duration.ZERO,
                                        new Outcome.Refused(Verb.RCPT, UNKNOWN),
                                        new Conversation(List.of(), Optional.of(LINES.subList(0, 1)))),
                                claim)))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(IntStream.range(0, 3).mapToObj(claims::get).map(Claim::delivery))
                .allSatisfy(each -> assertThat(history().transcripts(each)).isEmpty());
        assertThat(IntStream.range(3, all).mapToObj(claims::get).map(Claim::delivery))
                .allSatisfy(each -> assertThat(history().transcripts(each)).hasSize(1));
    }

    private static Settlement settlement(Attempt attempt, Claim claim) {
        return new Settlement(claim, attempt, new Verdict.Failed("550 no such user"), Optional.empty());
    }
}
