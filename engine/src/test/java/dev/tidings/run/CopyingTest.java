package dev.tidings.run;

import static dev.tidings.run.Scene.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.audience.CopyOf;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.ledger.Page;
import dev.tidings.notification.Occurrence;
import dev.tidings.notification.Stage;
import dev.tidings.run.Rehearsal.Line;
import dev.tidings.smtp.Dsn;
import dev.tidings.smtp.Verb;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Copies through the workers.
class CopyingTest {
    private final Scene scene = new Scene();

    @Test
    void a_copy_is_a_delivery_with_a_state_of_its_own() throws Exception {
        Occurrence occurrence = copied("ann@example.org", "bob@example.org");
        assertThat(scene.record(occurrence).tally().people()).isEqualTo(6);

        scene.main.answers.add(new Outcome.Accepted(reply(250, "ok")));
        scene.main.answers.add(new Outcome.Refused(Verb.RCPT, reply(550, "no such user")));
        scene.deliver(scene.main);

        assertThat(everyone(occurrence))
                .extracting(each ->
                        each.addressee().key() + " → " + each.addressee().address() + " " + each.state())
                .containsExactly(
                        "ann@example.org → ann@example.org ACCEPTED",
                        "ann@example.org → boss@example.com FAILED",
                        "ann@example.org → archive@example.com ACCEPTED",
                        "bob@example.org → bob@example.org ACCEPTED",
                        "bob@example.org → boss@example.com ACCEPTED",
                        "bob@example.org → archive@example.com ACCEPTED");
        assertThat(everyone(occurrence)).extracting(DeliveryRecord::trace).doesNotHaveDuplicates();
        assertThat(scene.record(occurrence).result()).isEqualTo("partly failed (1 of 6)");
    }

    @Test
    void the_record_says_whose_copy_it_is_and_finds_all_of_them() throws Exception {
        Occurrence occurrence = copied("ann@example.org", "bob@example.org");

        List<DeliveryRecord> copies = scene.history.copies(occurrence.id(), "bob@example.org");

        assertThat(copies)
                .extracting(each -> each.addressee().address())
                .containsExactly("boss@example.com", "archive@example.com");
        assertThat(copies)
                .extracting(each -> each.addressee().copy().map(CopyOf::kind))
                .containsExactly(Optional.of(CopyOf.Kind.CC), Optional.of(CopyOf.Kind.BCC));
        assertThat(scene.history.to("boss@example.com", Page.first(10))).hasSize(2);
    }

    @Test
    void drawn_again_nobody_is_copied_twice() {
        String[] half = {"ann@example.org"};
        PeopleSource source = new PeopleSource(List.of(), half, half);
        scene.cc = List.of("boss@example.com");
        scene.drawn("news");
        scene.sources = name -> Optional.of(source);

        Occurrence occurrence = scene.run("news");

        assertThat(everyone(occurrence)).hasSize(2);
        assertThat(scene.record(occurrence).tally().repeated()).isEqualTo(2);
    }

    @Test
    void who_is_to_get_one_and_cannot_is_on_record() {
        scene.cc = List.of("{{ boss }}");
        scene.notification("news", null, "ann@example.org");

        Occurrence occurrence = scene.run("news");

        assertThat(everyone(occurrence).getLast().state()).isEqualTo(State.FAILED);
        assertThat(everyone(occurrence).getLast().why()).startsWith("cc: there is no column \"boss\"");
    }

    @Test
    void a_mail_for_one_address_has_no_copies() {
        copied("ann@example.org");
        scene.clock.pass(java.time.Duration.ofSeconds(1));

        Occurrence occurrence = scene.fire("news", Optional.of("ann@example.org"));
        scene.expand();

        assertThat(everyone(occurrence)).hasSize(1);
    }

    @Test
    void in_rehearsal_every_copy_goes_to_the_test_mailbox() throws Exception {
        scene.stage = Stage.TEST;
        copied("ann@example.org");

        scene.deliver(scene.main);

        assertThat(scene.main.carried)
                .extracting(each -> each.message().receiver().toString())
                .containsExactly("qa@example.com", "qa@example.com", "qa@example.com");
    }

    @Test
    void more_than_a_page_of_people_and_their_copies_all_come_on_record() {
        scene.cc = List.of("boss@example.com");
        scene.notification(
                "news",
                null,
                IntStream.range(0, 5_100)
                        .mapToObj(each -> "p" + each + "@example.org")
                        .toArray(String[]::new));

        Occurrence occurrence = scene.run("news");

        assertThat(scene.record(occurrence).tally().people()).isEqualTo(10_200);
    }

    @Test
    void a_plan_says_how_many_mails_there_are_with_the_copies() throws Exception {
        copied("ann@example.org", "boss@example.com");

        Rehearsal.Plan plan = new Rehearsal(scene.setup(), Rehearsal.NotToMail.NOBODY)
                .plan(scene.notifications.get("news"), Scene.NINE, 10);

        assertThat(plan.mails()).isEqualTo(2);
        assertThat(plan.copies()).isEqualTo(3); // the boss gets no copy of their own mail
        assertThat(plan.lines())
                .extracting(each -> ((Line.Mail) each).copies().size())
                .containsExactly(2, 1);
    }

    @Test
    void a_plan_leaves_out_copies_that_go_nowhere() throws Exception {
        scene.cc = List.of("{{ boss }}");
        scene.notification("news", null, "ann@example.org");

        Rehearsal.Plan plan = new Rehearsal(scene.setup(), Rehearsal.NotToMail.NOBODY)
                .plan(scene.notifications.get("news"), Scene.NINE, 10);

        assertThat(List.of(plan.mails(), plan.copies(), plan.leftOut())).containsExactly(1L, 0L, 1L);
    }

    @Test
    void a_mail_that_cannot_be_made_has_no_copies_in_a_plan() throws Exception {
        scene.uncomposable.add("ann@example.org");
        copied("ann@example.org", "bob@example.org");

        Rehearsal.Plan plan = new Rehearsal(scene.setup(), Rehearsal.NotToMail.NOBODY)
                .plan(scene.notifications.get("news"), Scene.NINE, 10);

        assertThat(plan.copies()).isEqualTo(2);
        assertThat(plan.lines())
                .extracting(each -> ((Line.Mail) each).copies().size())
                .containsExactly(0, 2);
    }

    @Test
    void what_the_sender_wants_to_hear_goes_along_with_the_mail() throws Exception {
        scene.dsn = Optional.of(new Dsn(Set.of(), Dsn.Returned.HEADERS));
        copied("ann@example.org");

        scene.deliver(scene.main);

        assertThat(scene.main.carried).extracting(each -> each.dsn()).containsOnly(scene.dsn);
    }

    private Occurrence copied(String... people) {
        scene.cc = List.of("boss@example.com");
        scene.bcc = List.of("archive@example.com");
        scene.notification("news", null, people);
        return scene.run("news");
    }

    private List<DeliveryRecord> everyone(Occurrence occurrence) {
        return scene.history
                .deliveries(occurrence.id(), Set.of(), Page.first(100))
                .reversed();
    }
}
