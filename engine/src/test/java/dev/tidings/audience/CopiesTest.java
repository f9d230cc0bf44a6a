package dev.tidings.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.audience.CopyOf.Kind;
import dev.tidings.audience.Drawn.Misfit;
import dev.tidings.audience.Drawn.Person;
import dev.tidings.mail.Mailbox;
import dev.tidings.notification.Correspondence;
import dev.tidings.notification.Trace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CopiesTest {
    private static final Trace OCCURRENCE = new Trace("4bf92f3577b34da6a3ce929d0e0e4736");

    @Test
    void each_gets_the_persons_mail_under_the_persons_key_and_has_a_trace_of_their_own() {
        Recipient ann = ann(Map.of());
        Recipient boss = copy(copies(List.of("The boss <boss@example.com>"), List.of()), ann);

        assertThat(boss.mailbox()).isEqualTo(Mailbox.parse("The boss <boss@example.com>"));
        assertThat(boss.copy()).contains(new CopyOf(Kind.CC, ann.mailbox()));
        assertThat(boss.person()).isEqualTo(ann.mailbox());
        assertThat(boss.row()).isEqualTo(ann.row());
        assertThat(boss.key()).isEqualTo("17");
        Trace mail = ann.mail(OCCURRENCE);
        assertThat(boss.mail(OCCURRENCE)).isEqualTo(mail);
        assertThat(ann.delivery(mail)).isEqualTo(mail);
        assertThat(boss.delivery(mail)).isNotEqualTo(mail);
        assertThat(boss.delivery(mail).hex()).startsWith(mail.hex().substring(0, 12));
    }

    @Test
    void columns_of_the_row_say_who_gets_it() {
        Copies copies = copies(List.of("{{ manager }} <{{ manager_email }}>"), List.of());

        assertThat(copies.named(ann(Map.of("manager", "Max, the boss", "manager_email", "max@example.com"))))
                .containsExactly(new Mailbox(
                        "Max, the boss", Mailbox.parse("max@example.com").address()));
    }

    @Test
    void where_the_columns_are_empty_there_is_no_copy() {
        Map<String, @Nullable Object> nobody = new HashMap<>();
        nobody.put("manager_email", null);

        assertThat(copies(List.of("{{ manager_email }}"), List.of()).of(ann(nobody)))
                .isEmpty();
    }

    @Test
    void a_column_that_is_not_there_or_gives_no_address_is_told() {
        Copies copies = copies(List.of("{{ manager_email }}"), List.of());

        assertThat(copies.of(ann(Map.of("email", "ann@example.org"))))
                .singleElement()
                .isInstanceOfSatisfying(Misfit.class, misfit -> {
                    assertThat(misfit.key()).isEqualTo("17, cc");
                    assertThat(misfit.why())
                            .isEqualTo("cc: there is no column \"manager_email\" in this row, which has: email");
                });
        assertThat(copies.of(ann(Map.of("manager_email", "upstairs"))))
                .singleElement()
                .isInstanceOfSatisfying(Misfit.class, misfit -> {
                    assertThat(misfit.key()).isEqualTo("17, cc upstairs");
                    assertThat(misfit.text()).isEqualTo("upstairs");
                    assertThat(misfit.why()).isEqualTo("address: an @ is missing between name and domain");
                });
    }

    @Test
    void nobody_gets_the_same_mail_twice() {
        Copies copies = copies(
                List.of("Ann again <ann@EXAMPLE.org>", "boss@example.com", "Boss <boss@example.com>"),
                List.of("boss@example.com", "archive@example.com", "archive@example.com"));

        assertThat(copies.named(ann(Map.of()))).containsExactly(Mailbox.parse("boss@example.com"));
        assertThat(copies.of(ann(Map.of())))
                .extracting(each -> ((Person) each).recipient())
                .extracting(each -> each.copy().orElseThrow().kind() + " " + each.mailbox())
                .containsExactly("CC boss@example.com", "BCC archive@example.com");
    }

    @Test
    void whoever_gets_a_copy_names_the_same_as_the_person() {
        Copies copies = copies(List.of("boss@example.com"), List.of("archive@example.com"));
        Recipient ann = ann(Map.of());

        assertThat(copies.named(copy(copies, ann))).isEqualTo(copies.named(ann));
    }

    private static Recipient copy(Copies copies, Recipient person) {
        return ((Person) copies.of(person).getFirst()).recipient();
    }

    private static Copies copies(List<String> cc, List<String> bcc) {
        return Copies.of(new Correspondence(Mailbox.parse("reports@example.com"), Optional.empty(), cc, bcc));
    }

    private static Recipient ann(Map<String, ? extends @Nullable Object> columns) {
        return new Recipient(
                "17",
                Mailbox.parse("Ann <ann@example.org>"),
                Optional.empty(),
                Optional.empty(),
                new Row(new HashMap<>(columns)));
    }
}
