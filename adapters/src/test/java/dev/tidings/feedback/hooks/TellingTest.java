package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Reason.Concern;
import dev.tidings.notification.WebhookProvider;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of what providers tell: nobody is left out who can be reached.
class TellingTest {
    private static final String TRACE = "0123456789abcdef0123456789abcdef";

    /// @param body may be written with `'` for `"`
    private static List<Told> told(WebhookProvider provider, String body) {
        String json = body.contains("\"") ? body : body.replace('\'', '"');
        Reading reading = Reading.of(provider, new Call(Map.of(), json.getBytes(UTF_8)));
        assertThat(reading).isInstanceOf(Reading.Events.class);
        return ((Reading.Events) reading).events();
    }

    private static Told one(WebhookProvider provider, String body, String... values) {
        List<Told> told = told(provider, values.length == 0 ? body : body.formatted((Object[]) values));
        assertThat(told).hasSize(1);
        return told.getFirst();
    }

    @ParameterizedTest
    @EnumSource
    void every_provider_tells_of_an_unknown_user(WebhookProvider provider) {
        Told bounce = one(provider, Samples.bounce(provider));

        assertThat(bounce.recipient()).contains("ann@example.com");
        assertThat(bounce.notice().fate()).isEqualTo(Fate.FAILED);
        assertThat(bounce.notice().reason()).isEqualTo(Reason.USERUNKNOWN);
        assertThat(bounce.at()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(names = {"AMAZON_SES", "MANDRILL", "SENDGRID", "STANDARD"})
    void our_own_trace_is_found_where_a_provider_gives_it_back(WebhookProvider provider) {
        assertThat(one(provider, Samples.bounce(provider)).clues().traces()).containsExactly(TRACE);
    }

    @ParameterizedTest
    @EnumSource(names = {"AMAZON_SES", "MAILGUN", "SPARKPOST"})
    void the_envelopes_sender_may_be_an_address_that_we_signed(WebhookProvider provider) {
        assertThat(one(provider, Samples.bounce(provider)).clues().comeTo()).containsExactly("bounces@example.org");
    }

    @ParameterizedTest
    @EnumSource(names = {"ALIYUN", "BREVO", "MAILGUN", "POSTAL", "SENDGRID"})
    void the_message_id_is_without_its_brackets(WebhookProvider provider) {
        assertThat(one(provider, Samples.bounce(provider)).clues().messageIds()).containsExactly("m1@mail.example.org");
    }

    @ParameterizedTest
    @CsvSource({
        "NoEmail, USERUNKNOWN, ADDRESS",
        "General, USERUNKNOWN, ADDRESS",
        "Suppressed, SUPPRESSED, SENDER",
        "OnAccountSuppressionList, SUPPRESSED, SENDER",
        "MailboxFull, MAILBOXFULL, MAILBOX",
        "MessageTooLarge, EMAILTOOLARGE, SENDER"
    })
    void amazons_permanent_is_not_always_about_the_address(String subType, Reason reason, Concern concern) {
        Told bounce = one(
                WebhookProvider.AMAZON_SES,
                Samples.bounce(WebhookProvider.AMAZON_SES).replace("General", subType));

        assertThat(bounce.notice().reason()).isEqualTo(reason);
        assertThat(bounce.notice().reason().concern()).isEqualTo(concern);
    }

    @Test
    void amazons_bounce_of_nobody_is_not_a_bounce_of_all() {
        String body = "{'eventType':'Bounce','bounce':{'bounceType':'Permanent','bouncedRecipients':[]},"
                + "'mail':{'destination':['ann@example.com','bob@example.com']}}";

        assertThat(told(WebhookProvider.AMAZON_SES, body)).isEmpty();
    }

    @Test
    void amazon_calls_a_complaint_what_is_none() {
        String form =
                "{'eventType':'Complaint','complaint':{'complainedRecipients':[{'emailAddress':'ann@example.com'}]%s},'mail':{}}";

        assertThat(one(WebhookProvider.AMAZON_SES, form, "").notice().fate()).isEqualTo(Fate.COMPLAINED);
        assertThat(one(WebhookProvider.AMAZON_SES, form, ",'complaintFeedbackType':'not-spam'")
                        .notice()
                        .fate())
                .isEqualTo(Fate.OTHER);
        Told listed = one(WebhookProvider.AMAZON_SES, form, ",'complaintSubType':'OnAccountSuppressionList'");
        assertThat(listed.notice().fate()).isEqualTo(Fate.FAILED);
        assertThat(listed.notice().reason()).isEqualTo(Reason.SUPPRESSED);
        assertThat(listed.type()).isEqualTo(EventType.COMPLAINED);
    }

    @Test
    void amazons_delay_is_no_failure() {
        Told delay = one(
                WebhookProvider.AMAZON_SES,
                "{'eventType':'DeliveryDelay','deliveryDelay':{'delayType':'MailboxFull','timestamp':'2026-11-23T01:00:00Z',"
                        + "'delayedRecipients':[{'emailAddress':'ann@example.com','status':'4.2.2'}]},'mail':{}}");

        assertThat(delay.type()).isEqualTo(EventType.DEFERRED);
        assertThat(delay.notice().fate()).isEqualTo(Fate.DELAYED);
        assertThat(delay.at()).contains(Instant.parse("2026-11-23T01:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "bounce, Unable to find MX of domain, UNDEFINED",
        "blocked, 550 5.1.1 no such user, UNDEFINED",
        "blocked, listed at spamhaus, BLOCKED"
    })
    void what_a_provider_calls_soft_or_a_block_is_never_hard(String type, String words, Reason reason) {
        WebhookProvider provider = type.equals("bounce") ? WebhookProvider.BREVO : WebhookProvider.SENDGRID;
        String brevo = "{'event':'soft_bounce','email':'ann@example.com','reason':'%s'}";
        String sendgrid = "[{'event':'bounce','type':'blocked','email':'ann@example.com','reason':'%s'}]";

        Told told = one(provider, provider == WebhookProvider.BREVO ? brevo : sendgrid, words);

        assertThat(told.notice().fate()).isEqualTo(Fate.FAILED);
        assertThat(told.notice().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "Bounced Address, SUPPRESSED",
        "Unsubscribed Address, SUPPRESSED",
        "Spam Reporting Address, SUPPRESSED",
        "Spam Content, SPAMDETECTED",
        "Invalid, USERUNKNOWN"
    })
    void what_a_provider_does_not_send_by_a_list_of_its_own_is_not_the_addressees_doing(String why, Reason reason) {
        Told told = one(WebhookProvider.SENDGRID, "[{'event':'dropped','email':'ann@example.com','reason':'%s'}]", why);

        assertThat(told.notice().reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "suppress-bounce, SUPPRESSED",
        "suppress-complaint, SUPPRESSED",
        "espblock, BLOCKED",
        "generic, UNDEFINED"
    })
    void mailgun_says_whose_doing_it_is(String why, Reason reason) {
        Told told = one(
                WebhookProvider.MAILGUN,
                "{'event-data':{'event':'failed','severity':'permanent','reason':'%s','recipient':'ann@example.com'}}",
                why);

        assertThat(told.notice().reason()).isEqualTo(reason);
    }

    @Test
    void mailguns_last_attempt_has_failed_though_it_is_called_temporary() {
        String form =
                "{'event-data':{'event':'failed','severity':'temporary','reason':'%s','recipient':'ann@example.com'}}";

        assertThat(one(WebhookProvider.MAILGUN, form, "generic").notice().fate())
                .isEqualTo(Fate.DELAYED);
        Told last = one(WebhookProvider.MAILGUN, form, "old");
        assertThat(last.notice().fate()).isEqualTo(Fate.FAILED);
        assertThat(last.notice().reason()).isEqualTo(Reason.EXPIRED);
        assertThat(last.type()).isEqualTo(EventType.DEFERRED);
    }

    @Test
    void postmarks_notice_of_spam_is_a_filters_and_no_readers() {
        String form = "{'RecordType':'Bounce','Type':'%s','Email':'ann@example.com'}";

        assertThat(one(WebhookProvider.POSTMARK, form, "SpamNotification")
                        .notice()
                        .reason())
                .isEqualTo(Reason.SPAMDETECTED);
        assertThat(one(WebhookProvider.POSTMARK, form, "SpamNotification")
                        .notice()
                        .fate())
                .isEqualTo(Fate.FAILED);
        assertThat(one(WebhookProvider.POSTMARK, form, "AutoResponder").notice().fate())
                .isEqualTo(Fate.ANSWERED);
        assertThat(one(WebhookProvider.POSTMARK, form, "Transient").notice().fate())
                .isEqualTo(Fate.DELAYED);
        assertThat(one(WebhookProvider.POSTMARK, form, "DMARCPolicy").notice().reason())
                .isEqualTo(Reason.AUTHFAILURE);
    }

    @Test
    void postmarks_copy_of_what_came_back_carries_our_header() {
        Told told = one(
                WebhookProvider.POSTMARK,
                "{'RecordType':'Bounce','Type':'HardBounce','Content':'Received: by x\\r\\nX-Tidings-Trace: %s\\r\\n'}",
                TRACE);

        assertThat(told.clues().traces()).containsExactly(TRACE);
    }

    @Test
    void sparkposts_try_and_an_answering_machine_are_no_failures() {
        assertThat(told(WebhookProvider.SPARKPOST, "[{\"msys\":{}}]")).isEmpty();
        Told answered = one(
                WebhookProvider.SPARKPOST,
                "[{'msys':{'message_event':{'type':'out_of_band','bounce_class':'60','raw_rcpt_to':'ann@example.com'}}}]");
        assertThat(answered.type()).isEqualTo(EventType.AUTORESPONDED);
        assertThat(answered.notice().fate()).isEqualTo(Fate.ANSWERED);
    }

    @Test
    void mailjets_hard_words_are_soft_where_it_says_so() {
        String form = "{'event':'bounce','email':'ann@example.com','error':'user unknown','hard_bounce':%s}";

        assertThat(one(WebhookProvider.MAILJET, form, "true").notice().reason()).isEqualTo(Reason.USERUNKNOWN);
        assertThat(one(WebhookProvider.MAILJET, form, "false").notice().reason())
                .isEqualTo(Reason.UNDEFINED);
    }

    @Test
    void mailtrap_may_write_an_event_a_line() {
        String line = "{'event':'delivery','email':'ann@example.com','timestamp':1795395600,'event_id':'e1'}\n"
                .replace('\'', '"');

        assertThat(told(WebhookProvider.MAILTRAP, line + line.replace("ann", "bob")))
                .extracting(Told::recipient)
                .containsExactly(Optional.of("ann@example.com"), Optional.of("bob@example.com"));
    }

    @Test
    void several_events_of_brevo_come_in_an_array() {
        assertThat(told(
                        WebhookProvider.BREVO,
                        "[" + Samples.bounce(WebhookProvider.BREVO) + "," + Samples.bounce(WebhookProvider.BREVO)
                                + "]"))
                .hasSize(2);
    }

    @Test
    void mail_that_comes_in_is_none_of_ours() {
        assertThat(one(WebhookProvider.MANDRILL, "[{'event':'inbound','msg':{'email':'ann@example.com'}}]")
                        .type())
                .isEqualTo(EventType.INBOUND);
        assertThat(told(WebhookProvider.POSTAL, "{\"payload\":{\"message\":{\"direction\":\"incoming\"}}}"))
                .isEmpty();
        assertThat(one(WebhookProvider.BREVO, "{'items':[{}]}").type()).isEqualTo(EventType.INBOUND);
    }

    @Test
    void a_form_in_parts_is_read_without_its_files() {
        String body = "--b7\r\nContent-Disposition: form-data; name=\"event\"\r\n\r\nbounced\r\n"
                + "--b7\r\nContent-Disposition: form-data; name=\"recipient\"\r\n\r\nann@example.com\r\n"
                + "--b7\r\nContent-Disposition: form-data; name=\"recipient\"; filename=\"x\"\r\n\r\nbob@example.com\r\n--b7--\r\n";

        assertThat(one(WebhookProvider.MAILGUN, body).recipient()).contains("ann@example.com");
    }

    @Test
    void what_no_store_takes_is_left_out() {
        Told told = one(WebhookProvider.BREVO, "{'event':'delivered','email':'a\\u0000nn\\ud800@example.com'}");

        assertThat(told.recipient()).contains("ann\uFFFD@example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.1.1 <ann@example.com>: Recipient address rejected: User unknown | USERUNKNOWN",
                "550 No such user here | USERUNKNOWN",
                "450 4.1.8 <me@example.org>: Sender address rejected: Domain not found | REJECTED",
                "550 5.7.26 Unauthenticated email is not accepted due to DMARC policy | AUTHFAILURE",
                "554 5.7.1 Service unavailable; client host blocked using zen.spamhaus.org | BLOCKED",
                "552 5.2.2 The email account that you tried to reach is over quota | MAILBOXFULL",
                "550 5.2.1 mailbox disabled for this recipient | SUSPEND",
                "421 4.7.0 too many messages, try again later | RATELIMITED",
                "451 4.4.1 oops | EXPIRED",
                "550 no such user (in reply to end of DATA command) | FILTERED",
                "550 5.1.10 null MX | NOTACCEPT",
                "421 oops | UNDEFINED",
                "550 oops | USERUNKNOWN"
            })
    void a_servers_words_are_about_the_sender_before_they_are_about_the_address(String words, Reason reason) {
        assertThat(Diagnosis.of(Optional.of(words)).hard()).isEqualTo(reason);
    }

    @Test
    void words_hold_no_signs_that_nobody_sees() {
        assertThat(Diagnosis.of(Optional.of("550\u0000 no\u0085\u001b such user"))
                        .said())
                .isEqualTo("550 no such user");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "smtp;550 5.1.1 no such user; ask smtp; then",
                "smtp; 550 5.1.1 no such user; ask smtp; then",
                "SMTP ;550 5.1.1 no such user; ask smtp; then",
                "x-postfix; 550 5.1.1 no such user; ask smtp; then",
                "550 5.1.1 no such user; ask smtp; then"
            })
    void words_do_not_begin_with_the_type_of_a_diagnostic_code(String words) {
        Diagnosis diagnosis = Diagnosis.of(Optional.of(words));

        assertThat(diagnosis.said()).isEqualTo("550 5.1.1 no such user; ask smtp; then");
        assertThat(diagnosis.code()).contains(550);
        assertThat(diagnosis.status()).contains("5.1.1");
    }

    @Test
    void long_words_are_cut_between_characters() {
        Diagnosis diagnosis = Diagnosis.of(Optional.of("x" + "\uD83D\uDE00".repeat(3000)));

        assertThat(diagnosis.said()).hasSizeBetween(900, 1000).endsWith("…");
        assertThat(diagnosis.said().codePoints()).noneMatch(each -> each >= 0xD800 && each <= 0xDFFF);
    }
}
