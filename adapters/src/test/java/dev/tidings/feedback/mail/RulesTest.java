package dev.tidings.feedback.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.Reason;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "550 5.1.1 <a@b.example>... User Unknown                                       | USERUNKNOWN",
                "550 5.1.2 Host unknown                                                         | HOSTUNKNOWN",
                "551 5.1.6 Recipient has moved to a@c.example                                   | HASMOVED",
                "556 5.1.10 Recipient address has null MX                                       | NOTACCEPT",
                "552 5.2.2 Mailbox full                                                         | MAILBOXFULL",
                "552 Quota exceeded                                                             | MAILBOXFULL",
                "550 5.2.1 The email account that you tried to reach is disabled                | SUSPEND",
                "552 5.3.4 Message size exceeds fixed limit                                     | EMAILTOOLARGE",
                "550 5.7.1 Relaying denied                                                      | NORELAYING",
                "550 5.7.26 This mail is unauthenticated                                        | AUTHFAILURE",
                "550 5.7.1 Message rejected due to SPF failure                                  | AUTHFAILURE",
                "450 4.7.25 Client host rejected: cannot find your hostname                     | REQUIREPTR",
                "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org | BLOCKED",
                "550 5.7.1 This message was classified as SPAM                                  | SPAMDETECTED",
                "554 5.7.1 Your message was infected with a virus                               | VIRUSDETECTED",
                "550 5.7.1 Message rejected for policy reasons                                  | POLICYVIOLATION",
                "553 5.1.8 Domain of sender address x@y.example does not exist                  | REJECTED",
                "421 4.7.0 Too many connections from your host                                  | RATELIMITED",
                "450 4.2.1 The user you are trying to contact is receiving mail at a rate that  | RATELIMITED",
                "530 5.7.0 Must issue a STARTTLS command first                                  | FAILEDSTARTTLS",
                "554 5.4.6 Too many hops                                                        | NETWORKERROR",
                "451 4.3.0 Local configuration error                                            | SYSTEMERROR",
                "452 4.3.1 Insufficient system storage                                          | SYSTEMFULL",
                "connect to mx.example.com: Connection timed out                                | EXPIRED",
                "550 5.6.0 something                                                            | CONTENTERROR",
                "550 5.7.99 something                                                           | SECURITYERROR",
                "501 something                                                                  | SYNTAXERROR",
                "550 something                                                                  | ONHOLD",
            })
    void words_and_codes_have_a_reason(String said, Reason reason) {
        assertThat(Reasons.SHIPPED.of(Saying.of(said.strip(), ""))).isEqualTo(reason);
    }

    @Test
    void nothing_said_is_undefined() {
        assertThat(Reasons.SHIPPED.of(Saying.of("", ""))).isEqualTo(Reason.UNDEFINED);
    }

    @Test
    void a_services_own_codes_hold_there_alone() {
        String said = "550 5.7.606 Access denied, banned sending IP";

        assertThat(Reasons.SHIPPED.of(Saying.of(said, "mail.protection.outlook.com")))
                .isEqualTo(Reason.BLOCKED);
        assertThat(Reasons.SHIPPED.of(Saying.of("550 5.1.10 not here", "mx.example.com")))
                .isEqualTo(Reason.NOTACCEPT);
        assertThat(Reasons.SHIPPED.of(Saying.of("550 5.1.10 not here", "mail.protection.outlook.com")))
                .isEqualTo(Reason.USERUNKNOWN);
    }

    @Test
    void what_stands_in_an_address_is_no_reason() {
        assertThat(Reasons.SHIPPED.of(Saying.of("550 <mailbox-full@spam.example>: no", "")))
                .isEqualTo(Reason.ONHOLD);
    }

    @Test
    void codes_are_no_parts_of_other_numbers() {
        assertThat(Codes.in("host 5.5.0.1 [192.0.2.4] port 4500: id 1.5.5.1"))
                .isEqualTo(new Codes(Optional.empty(), Optional.empty()));
        assertThat(Codes.in("said: 550-5.1.1 no (#5.1.2)").status()).contains("5.1.1");
    }
}
