package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.TransportSpec;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qq | 535 Login Fail. Please enter your authorization code to login. | authorization code",
                "exmail | 535 Error: authentication failed, system busy | authorization code",
                "gmail | 535 5.7.8 Username and Password not accepted. | app password",
                "gmail | 534 5.7.9 Application-specific password required. | app password",
                "gmail | 450 4.2.1 The user you are trying to contact is receiving mail too quickly | slower",
                "outlook | 550 5.7.30 Basic authentication is not supported for Client Submission. | oauth",
                "outlook | 535 5.7.3 Authentication unsuccessful [X.PROD.OUTLOOK.COM] | SMTP.SendAsApp",
                "outlook | login.microsoftonline.com answers 401 invalid_client: AADSTS7000222: expired | make a new one",
                "outlook | login.microsoftonline.com answers 400 invalid_grant: AADSTS700082: expired | refresh token",
                "gmail | oauth2.googleapis.com answers 400 invalid_grant: Token has been expired | seven days",
                "gmail | 535 5.7.8 Username and Password not accepted. (reason: 400) | access token",
                "outlook | 535 5.7.139 Authentication unsuccessful, basic authentication is disabled. | administrator",
                "outlook | 432 4.3.2 Concurrent connections limit exceeded. | three connections",
                "outlook | 554 5.2.2 mailbox full | sender",
                "aliyun | 436 \"MAIL FROM\" doesn't conform with authentication | sender",
                "aliyun | 552 Daily sending quota exceeded | quota",
                "ses | 454 Throttling failure: Maximum sending rate exceeded | lower rate",
                "ses | 454 Throttling failure: Daily message quota exceeded | quota",
                "sendgrid | 535 Authentication failed: Bad username / password | apikey",
                "mailgun | 535 5.7.0 Mailgun is not loving your login or password | API key",
            })
    void a_known_reply_comes_with_advice(String name, String reply, String advice) {
        assertThat(provider(name).advise(reply))
                .hasValueSatisfying(said -> assertThat(said).contains(advice));
    }

    @ParameterizedTest
    @CsvSource({"qq", "exmail", "aliyun", "gmail", "outlook", "mailgun", "sendgrid", "ses"})
    void an_ordinary_reply_comes_without(String name) {
        assertThat(provider(name).advise("550 5.1.1 no such user here")).isEmpty();
    }

    private static TransportSpec.Provider provider(String name) {
        return Provider.all().stream()
                .filter(each -> each.name().equals(name))
                .map(each -> new TransportSpec.Provider(name, each.advice()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_provider_says_where_it_is_documented_and_its_patterns_compile() {
        assertThat(Provider.all()).allSatisfy(each -> {
            assertThat(each.documents()).startsWith("https://");
            assertThat(each.advice()).allSatisfy(advice -> Pattern.compile(advice.pattern()));
        });
    }

    @Test
    void a_region_completes_the_host(@TempDir Path root) {
        Desk desk = new Desk(root);
        desk.environment.put("KEY", "key");
        desk.write("tidings.yaml", Desk.HOUSE + """
                transports:
                  main: { provider: ses, region: eu-west-1, user: a, password: "${KEY}" }
                  office: { provider: outlook, user: a, password: "${KEY}" }
                """);

        var transports = desk.read().workspace().orElseThrow().settings().transports();

        assertThat(transports.get("main").server().host()).isEqualTo("email-smtp.eu-west-1.amazonaws.com");
        assertThat(transports.get("office").pool().connections()).isEqualTo(3);
    }
}
