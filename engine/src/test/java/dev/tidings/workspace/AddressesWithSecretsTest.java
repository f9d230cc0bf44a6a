package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidings.notification.AddressForm;
import dev.tidings.notification.Secret;
import dev.tidings.notification.ServerAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `store` and `bus` with a variable or a secret's file in them.
final class AddressesWithSecretsTest {
    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    Path folder;

    private ServerAddress read(AddressForm form, String written) {
        return form.read(new Secrets(variables::get, folder).fillAddress(written));
    }

    private static String password(ServerAddress address) {
        return address.password().map(Secret::value).orElse("");
    }

    @Test
    void a_variable_for_the_password_is_taken_as_it_is() {
        for (String odd : List.of(
                "p#ss",
                "p@ss/w?rd",
                "a b",
                "100%",
                "p%40ss",
                "ü",
                ":",
                "[",
                "\\",
                "'\"",
                "?",
                "+",
                "$1",
                "${X}",
                "q:@/?#")) {
            variables.put("PASSWORD", odd);

            assertThat(password(read(AddressForm.POSTGRESQL, "postgresql://ann:${PASSWORD}@db/mail")))
                    .isEqualTo(odd);
            assertThat(password(read(AddressForm.REDIS, "redis://:a${PASSWORD}b@cache")))
                    .isEqualTo("a" + odd + "b");
            assertThat(read(AddressForm.NATS, "nats://${PASSWORD}:x@one")
                            .user()
                            .orElseThrow()
                            .value())
                    .isEqualTo(odd);
        }
    }

    @Test
    void a_secrets_file_and_what_is_written_instead_are_too() throws Exception {
        Files.writeString(folder.resolve("pass@word"), "p@ss/w:rd\n");

        assertThat(password(read(AddressForm.POSTGRESQL, "postgresql://ann:${file:pass@word}@db/mail?schema=a")))
                .isEqualTo("p@ss/w:rd");
        assertThat(password(read(AddressForm.POSTGRESQL, "postgresql://ann:${NONE:-a@b/c%}@db/mail")))
                .isEqualTo("a@b/c%");
    }

    @Test
    void one_variable_may_be_user_and_password() {
        variables.put("BOTH", "ann:p@ss:w/rd%");

        ServerAddress address = read(AddressForm.NATS, "nats://${BOTH}@one");

        assertThat(address.user().orElseThrow().value()).isEqualTo("ann");
        assertThat(password(address)).isEqualTo("p@ss:w/rd%");
    }

    @Test
    void elsewhere_a_variable_is_part_of_the_address() {
        variables.put("WHOLE", "postgresql://ann:p%40ss@db/mail");
        variables.put("HOSTS", "one:4333,two");
        variables.put("ASKED", "prefix=mail&ca=/a.pem");

        assertThat(password(read(AddressForm.POSTGRESQL, "${WHOLE}"))).isEqualTo("p@ss");
        assertThat(read(AddressForm.NATS, "tls://${HOSTS}?${ASKED}")).hasToString("tls://one:4333,two:4222");
        assertThat(read(AddressForm.NATS, "tls://a:b@${HOSTS}").hosts()).hasSize(2);
    }

    @Test
    void a_whole_address_that_is_not_encoded_is_refused() {
        variables.put("WHOLE", "postgresql://ann:p@ss@db/mail");

        assertThatThrownBy(() -> read(AddressForm.POSTGRESQL, "${WHOLE}"))
                .hasMessage("the address holds a character that has to be encoded");
    }
}
