package dev.tidings.compose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.compose.Written.Mail;
import jakarta.mail.Address;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One mail for a person and whoever gets a copy of it.
class CopiedMailTest {
    private static final String COPIED = """
            to:
              - { email: ann@example.org, name: Ann, manager: "Max, the boss", manager_email: max@example.org }
            subject: Hi {{ recipient.name }}
            text: Dear {{ recipient.name }} <{{ recipient.email }}>
            deliver:
              reply-to: "帮助 <help@example.com>"
              cc: [ "{{ manager }} <{{ manager_email }}>", "张三 <zhang@example.org>" ]
              bcc: archive@example.com
            """;

    @TempDir
    Path root;

    private Written written;

    @BeforeEach
    void write() {
        written = new Written(root).notification(COPIED);
    }

    @Test
    void every_copy_goes_to_its_own_receiver() {
        assertThat(written.mails())
                .extracting(each -> each.composed().receiver().toString())
                .containsExactly("ann@example.org", "max@example.org", "zhang@example.org", "archive@example.com");
    }

    @Test
    void all_of_them_name_the_person_and_the_copies_but_not_the_hidden_ones() throws Exception {
        for (Mail mail : written.mails()) {
            assertThat(mail.read().getRecipients(RecipientType.TO))
                    .extracting(Object::toString)
                    .containsExactly("Ann <ann@example.org>");
            assertThat(mail.read().getRecipients(RecipientType.CC))
                    .extracting(CopiedMailTest::shown)
                    .containsExactly("Max, the boss|max@example.org", "张三|zhang@example.org");
            assertThat(mail.read().getReplyTo())
                    .extracting(CopiedMailTest::shown)
                    .containsExactly("帮助|help@example.com");
            assertThat(mail.names()).doesNotContain("Bcc");
            assertThat(text(mail)).doesNotContain("archive@");
        }
    }

    @Test
    void all_of_them_are_one_mail_and_each_has_a_trace() {
        List<Mail> mails = written.mails();

        assertThat(mails)
                .extracting(each -> each.header("Message-ID"))
                .containsOnly(mails.getFirst().header("Message-ID"));
        assertThat(mails).extracting(each -> each.header("X-Tidings-Trace")).doesNotHaveDuplicates();
        assertThat(mails.getFirst().header("Message-ID"))
                .containsExactly(
                        "<" + mails.getFirst().header("X-Tidings-Trace").getFirst() + "@example.com>");
        assertThat(mails)
                .extracting(each -> text(each).replaceAll("X-Tidings-Trace: .*", ""))
                .containsOnly(text(mails.getFirst()).replaceAll("X-Tidings-Trace: .*", ""));
    }

    @Test
    void a_copy_says_what_the_persons_mail_says() {
        assertThat(written.mails()).allSatisfy(each -> {
            assertThat(each.composed().subject()).isEqualTo("Hi Ann");
            assertThat(text(each)).contains("Dear Ann <ann@example.org>");
        });
    }

    @Test
    void in_rehearsal_all_go_to_the_test_mailbox_and_name_nobody_else() {
        List<Mail> mails = written.rehearsed().mails();

        assertThat(mails).allSatisfy(each -> {
            assertThat(each.composed().receiver()).hasToString("qa@example.com");
            assertThat(each.header("To")).containsExactly("qa@example.com");
            assertThat(each.names()).doesNotContain("Cc", "Bcc");
        });
        assertThat(mails)
                .extracting(each -> each.header("X-Tidings-Intended-Recipient").getFirst())
                .containsExactly("ann@example.org", "max@example.org", "zhang@example.org", "archive@example.com");
        assertThat(mails)
                .extracting(each -> each.header("X-Tidings-Intended-Copy"))
                .containsExactly(
                        List.of(),
                        List.of("cc of ann@example.org"),
                        List.of("cc of ann@example.org"),
                        List.of("bcc of ann@example.org"));
    }

    @Test
    void a_mail_for_one_address_alone_names_nobody_who_gets_none() {
        assertThat(written.onlyFor("ann@example.org").mails().getFirst().names())
                .doesNotContain("Cc");
    }

    private static String shown(Address address) {
        InternetAddress mailbox = (InternetAddress) address;
        return mailbox.getPersonal() + "|" + mailbox.getAddress();
    }

    private static String text(Mail mail) {
        return new String(mail.composed().content(), UTF_8);
    }
}
