package dev.tidings.server.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Reason.Concern;
import dev.tidings.ledger.History.Told;
import dev.tidings.ledger.Page;
import dev.tidings.server.show.ShowHouse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackTest {
    @TempDir
    static Path folder;

    static ShowHouse house;
    static Answers answers;

    @BeforeAll
    static void open() throws Exception {
        house = ShowHouse.returned(folder);
        answers = Answers.of(
                house.history, house.house().tidings().workspace(), List.of(), InstantSource.fixed(ShowHouse.NOW));
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void explain_says_that_a_mail_was_accepted_came_back_and_that_its_address_is_left_out_since() {
        Explained explained = answers.explain("gone@corp.example");

        assertThat(explained.summary())
                .startsWith("One mail, of standup. It was accepted by the next hop 2026-11-21 09:00:30 +08:00, and came"
                        + " back 2026-11-23 04:17:00 +08:00 (userunknown: 550 5.1.1 no such user "
                        + ShowHouse.AWKWARD
                        + "). Its address is left out of everything (bounced on 2026-11-22); once that is lifted");
        assertThat(explained.mails().getFirst().story())
                .anyMatch(line -> line.startsWith("A report by smtp of 2026-11-23 04:16:00 +08:00: delayed: 4.4.1"
                        + " connection timed out. It is late, and still being tried."))
                .anyMatch(line -> line.endsWith(
                        "Nobody has this address. Done about it: gone@corp.example is left out from now on."));
    }

    @Test
    void an_address_that_nothing_keeps_mail_from_is_reached_for_again() {
        assertThat(answers.delivery(951).orElseThrow().story().getLast())
                .contains("(mailboxfull: 552 5.2.2 mailbox is over quota)")
                .endsWith("Nothing keeps mail from its address: the next occurrence reaches for it again, and so does a"
                        + " retry.");
        assertThat(answers.delivery(953).orElseThrow().story().getLast())
                .contains("and its reader complained of it as spam 2026-11-23 04:20:00 +08:00 (feedback)");
    }

    @Test
    void what_belongs_to_no_mail_is_told_all_the_same() {
        assertThat(answers.returned(Told.UNMATCHED, Page.first(10)).returned())
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.delivery()).isEmpty();
                    assertThat(each.who()).isEqualTo("stranger@example.org");
                    assertThat(each.notice().matched()).isEqualTo("Nobody knows which mail it is about.");
                });
        ReturnedList first = answers.returned(Told.BOUNCES, Page.first(2));
        assertThat(first.returned()).extracting(each -> each.notice().id()).containsExactly(7L, 6L);
        assertThat(first.before()).contains(6L);
    }

    @Test
    void rates_are_of_what_was_handed_over_and_complaints_are_counted_apart() {
        Returns returns = answers.returns();

        assertThat(returns.notifications())
                .extracting(Returns.Rate::name, Returns.Rate::bounced, Returns.Rate::complained)
                .containsExactly(tuple("weekly-report", 1_291L, 0L), tuple("standup", 3L, 1L));
        Returns.Rate standup = returns.notifications().getLast();
        assertThat(standup.handedOver()).as("400 to one domain, one to another").isEqualTo(401);
        assertThat(standup.bouncedShare()).isEqualTo("0.75 %");
        assertThat(returns.transports().getLast().bouncedShare()).isEqualTo("< 0.01 %");
        assertThat(returns.domains().getFirst().name()).isEqualTo("gmail.com");
        assertThat(returns.domains())
                .filteredOn(each -> each.name().equals("qq.com"))
                .extracting(Returns.Rate::bouncedShare)
                .containsExactly("");
    }

    @Test
    void what_the_test_mailbox_sends_back_has_no_share_in_rates_though_what_it_tells_of_us_is_told() {
        Returns returns = answers.returns();

        assertThat(returns.domains()).extracting(Returns.Rate::name).doesNotContain("house.example");
        assertThat(returns.aboutUs().getLast().where()).containsExactly(new Returns.Where("main", "house.example", 2));
    }

    @Test
    void what_is_about_us_is_told_by_reason_and_place_with_what_to_do() {
        assertThat(answers.aboutUs())
                .extracting(Returns.AboutUs::reason, Returns.AboutUs::count)
                .containsExactly(tuple("blocked", 1_205L), tuple("spamdetected", 87L), tuple("authfailure", 2L));
        assertThat(answers.aboutUs().getFirst().where())
                .containsExactly(
                        new Returns.Where("backup", "gmail.com", 1_204), new Returns.Where("main", "gmail.com", 1));
        assertThat(answers.status().troubles())
                .extracting(Status.Trouble::what)
                .contains(
                        "digest is stopped: bounces > 5%: 9 of the last 120 mails.",
                        "12 mails came back within a day for reasons that are about us: blocked 12.");
    }

    @Test
    void every_reason_says_what_it_means_and_what_is_about_us_says_what_to_do() {
        assertThat(Arrays.stream(Reason.values()).map(ReasonInWords::of))
                .allMatch(each -> each.means().endsWith("."))
                .extracting(ReasonInWords::means)
                .doesNotHaveDuplicates();
        assertThat(Arrays.stream(Reason.values())
                        .filter(each -> each.concern() == Concern.SENDER)
                        .map(ReasonInWords::of))
                .allMatch(each -> each.advice().isPresent());
    }

    @Test
    void a_mail_that_waits_since_its_notification_is_stopped_says_so() {
        DeliveryDetail waiting = answers.delivery(124).orElseThrow();
        house.ledger.stop("weekly-report", "the figures are wrong");
        try {
            assertThat(answers.delivery(124).orElseThrow().story().getLast())
                    .startsWith("It waits, since weekly-report is stopped (the figures are wrong, since 2026-11-23"
                            + " 09:04:30 +08:00); let it go on: tidings go-on weekly-report.");
            assertThat(answers.status().next())
                    .as("its instants are skipped")
                    .isNotEmpty()
                    .noneMatch(each -> each.notification().equals("weekly-report"));
            assertThat(answers.status().troubles())
                    .extracting(Status.Trouble::mend)
                    .contains("Until you let it go on, its instants are skipped and nothing of it goes out:"
                            + " tidings go-on weekly-report");
        } finally {
            house.ledger.goOn("weekly-report");
        }
        assertThat(answers.delivery(124).orElseThrow().story()).isEqualTo(waiting.story());
    }
}
