package dev.tidings.notification;

import static dev.tidings.notification.AddressForm.NATS;
import static dev.tidings.notification.AddressForm.POSTGRESQL;
import static dev.tidings.notification.AddressForm.REDIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class AddressFormTest {
    private static final List<String> ODD = List.of(
            "p#ss",
            "p@ss/w?rd",
            "p@ss",
            "a b",
            "100%",
            "%4",
            "%zz",
            "%ff",
            "ü",
            "密码",
            ":",
            "::",
            "[",
            "]",
            "\\",
            "'",
            "\"",
            "`",
            "p/ss",
            "p?ss",
            "?",
            "#",
            "@",
            "/",
            "&",
            "=",
            "a=b&c=d",
            "\t",
            "a\nb",
            "{",
            "$",
            "${X",
            "<>",
            "^|");

    private static String with(AddressForm form, String signIn, String behind) {
        return switch (form) {
            case POSTGRESQL -> "postgresql://%s@db.example/mail%s".formatted(signIn, behind);
            case REDIS -> "redis://%s@db.example/0%s".formatted(signIn, behind);
            case NATS -> "nats://%s@db.example%s".formatted(signIn, behind);
        };
    }

    @Test
    void an_address_is_taken_apart_and_shows_no_password() {
        ServerAddress address =
                POSTGRESQL.read("postgres://tidings:s3cret%40%2f+@db.example/mail?sslmode=require&schema=a");

        assertThat(address).hasToString("postgresql://db.example:5432/mail");
        assertThat(address.user().orElseThrow().value()).isEqualTo("tidings");
        assertThat(address.password().orElseThrow().value()).isEqualTo("s3cret@/+");
        assertThat(address.parameter("sslmode")).contains("require");
        assertThat(REDIS.read("rediss://:s3cret@cache:1/2").user()).isEmpty();
        assertThat(NATS.read("tls://t0ken@n_1,[::1]:99/?ca=/x%20y.pem"))
                .hasToString("tls://n_1:4222,[::1]:99")
                .satisfies(nats -> assertThat(nats.password()).isEmpty())
                .satisfies(nats -> assertThat(nats.parameter("ca")).contains("/x y.pem"));
    }

    @ParameterizedTest
    @EnumSource
    void any_password_can_be_encoded(AddressForm form) {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String password = random.ints(1 + random.nextInt(12), 1, 0xd7ff)
                    .map(each -> random.nextBoolean() ? each : 32 + each % 95)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();

            ServerAddress read = form.read(with(form, "ann:" + PercentEncoding.encoded(password), ""));

            assertThat(read.password().orElseThrow().value()).isEqualTo(password);
        }
    }

    /// The sentences are the same whatever the password is, so none has any of it.
    @ParameterizedTest
    @EnumSource
    void no_message_has_anything_of_a_password_whatever_is_wrong(AddressForm form) {
        Set<String> passwords = new LinkedHashSet<>(ODD);
        for (char letter = ' '; letter <= '~'; letter++) {
            passwords.addAll(List.of("" + letter, letter + "q", "q" + letter, "q" + letter + "z", "q@z" + letter));
        }
        Set<String> messages = new TreeSet<>();
        for (String password : passwords) {
            for (String behind :
                    List.of("", "?sslmod=x", "?prefix=%", "?prefix", "?schema=A&prefix=ö", "/more", ":99999")) {
                for (String signIn : List.of(password, "ann:" + password, ":" + password, password + ":x", "ann:")) {
                    refusal(form, with(form, signIn, behind)).ifPresent(messages::add);
                    refusal(form, with(form, signIn, behind).replace("@db.example", ""))
                            .ifPresent(messages::add);
                }
            }
        }

        assertThat(messages).hasSizeBetween(5, 20);
        assertThat(messages)
                .noneMatch(each -> each.matches("(?s).*([qz]\\b|\\bx\\b|ö|ann|sslmod\\b|99999|db\\.example).*"));
    }

    private static Optional<String> refusal(AddressForm form, String text) {
        try {
            form.read(text);
            return Optional.empty();
        } catch (MalformedServerAddress malformed) {
            return Optional.of(malformed.getMessage() + "\n" + malformed.mend());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POSTGRESQL | redis://db.example/mail | does not begin with postgresql://",
                "POSTGRESQL | postgresql:db.example/mail | does not begin with postgresql://",
                "POSTGRESQL | postgresql://db.example | names no database",
                "POSTGRESQL | postgresql://ann:s3cret@db.example/ | names no database",
                "POSTGRESQL | postgresql:///mail | does not name its server",
                "POSTGRESQL | postgresql://one,two/mail | names several servers",
                "POSTGRESQL | postgresql://ann:s3cret/mail | the port in the address is not a number from 1 to 65535",
                "POSTGRESQL | postgresql://db:99999/mail | the port in the address is not a number from 1 to 65535",
                "POSTGRESQL | postgresql://db:0/mail | the port in the address is not a number from 1 to 65535",
                "POSTGRESQL | postgresql://db:/mail | the port in the address is not a number from 1 to 65535",
                "POSTGRESQL | postgresql://ann:s3#cret@db/mail | holds a character that has to be encoded",
                "POSTGRESQL | postgresql://ann:s3%cret@db/mail | holds a % that is not encoded",
                "POSTGRESQL | postgresql://ann:s3cret%ff@db/mail | holds a %, and what follows is no text in UTF-8",
                "POSTGRESQL | postgresql://:s3cret@db/mail | has a password and no user",
                "POSTGRESQL | postgresql://ann:@db/mail | has an empty password",
                "POSTGRESQL | postgresql://db/mail?socketFactory=evil.Factory | has a parameter that is not known",
                "POSTGRESQL | postgresql://db/mail?loggerFile=/etc/passwd | has a parameter that is not known",
                "POSTGRESQL | postgresql://db/mail?sslmode | has a sslmode that is none",
                "POSTGRESQL | postgresql://db/mail?sslmode=on | has a sslmode that is none",
                "POSTGRESQL | postgresql://db/mail?schema=Robert');drop | has a schema that is none",
                "POSTGRESQL | postgresql://db/mail?schema=a&schema=b | has two of schema",
                "REDIS | redis:// | does not name its server",
                "REDIS | redis://cache/mail | has a database that is no number",
                "REDIS | redis://cache?db=2 | has a parameter that is not known",
                "REDIS | redis://cache?prefix=a b | has a prefix that is none",
                "REDIS | redis://cache?prefix= | has a prefix that is none",
                "REDIS | redis://s3cret@cache | has a user and no password",
                "REDIS | redis://cache:70000 | the port in the address is not a number from 1 to 65535",
                "NATS | nats://ann:s3cret@word@db | holds a character that has to be encoded",
                "NATS | nats://db/stream | has something behind its servers",
                "NATS | nats://one, | does not name its server",
                "NATS | nats://:s3cret@db | has a password and no user",
                "NATS | nats://db?prefix=Mail | has a prefix that is none",
                "NATS | nats://db?prefix=a.b | has a prefix that is none",
                "NATS | nats://db?ca=/etc/hosts | has a ca without TLS",
                "NATS | nats://db?credentials=/etc/passwd | has a parameter that is not known"
            })
    void anything_else_is_refused_with_the_reason(AddressForm form, String address, String reason) {
        assertThatThrownBy(() -> form.read(address))
                .isInstanceOf(MalformedServerAddress.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("s3");
    }

    @Test
    void a_parameter_that_is_not_known_can_be_guessed() {
        MalformedServerAddress malformed = catchThrowableOfType(
                MalformedServerAddress.class, () -> POSTGRESQL.read("postgresql://db/mail?sslmod=require"));

        assertThat(malformed.mend()).isEqualTo("Known here: schema, sslmode, sslrootcert, sslcert, sslkey.");
        assertThat(malformed.misspelt().orElseThrow().word()).isEqualTo("sslmod");
    }
}
