package dev.tidings.feedback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.feedback.ReturnPath.Origin;
import dev.tidings.mail.Address;
import dev.tidings.notification.Bounces;
import dev.tidings.notification.Secret;
import dev.tidings.notification.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReturnPathTest {
    private static final Secret KEY = new Secret("a key of more than thirty-two characters");
    private static final Secret OTHER = new Secret("another key of more than thirty-two characters");
    private static final Trace TRACE = new Trace("0123456789abcdef0123456789abcdef");

    private final ReturnPath path = path(KEY);

    @Test
    void what_comes_back_to_an_address_is_known_by_it() {
        Address address = path.of(TRACE, 3);

        assertThat(address.toString()).startsWith("bounces+").endsWith("@example.com");
        assertThat(address.local()).hasSizeLessThanOrEqualTo(64);
        assertThat(path.open(address.toString())).contains(new Origin(TRACE, 3));
    }

    @Test
    void each_attempt_has_one_of_its_own_and_the_same_each_time() {
        assertThat(path.of(TRACE, 1)).isEqualTo(path.of(TRACE, 1)).isNotEqualTo(path.of(TRACE, 2));
        assertThat(path.open(path.of(TRACE, 70_000).toString())).contains(new Origin(TRACE, 65_535));
    }

    /// Some servers return addresses in capitals, or with a space around.
    @Test
    void case_and_space_around_change_nothing() {
        String address = path.of(TRACE, 1).toString();

        assertThat(path.open(address.toUpperCase(Locale.ROOT))).isPresent();
        assertThat(path.open(" " + address + "\n")).isPresent();
    }

    @Test
    void whatever_is_changed_it_is_none_of_ours() {
        String address = path.of(TRACE, 1).toString();
        int end = address.indexOf('@');
        for (int at = "bounces+".length(); at < end; at++) {
            for (char other : "abcdefghijklmnopqrstuvwxyz234567".toCharArray()) {
                String changed = address.substring(0, at) + other + address.substring(at + 1);
                assertThat(path.open(changed).isPresent()).as(changed).isEqualTo(changed.equals(address));
            }
        }
        assertThat(List.of(
                        address.replace("example.com", "example.org"),
                        address.replace("bounces+", "bounce+"),
                        address.replace("@", "a@"),
                        "bounces+@example.com",
                        "bounces@example.com",
                        "@",
                        ""))
                .allSatisfy(each -> assertThat(path.open(each)).isEmpty());
    }

    @Test
    void strangers_make_none() {
        assertThat(path.open(path(OTHER).of(TRACE, 1).toString())).isEmpty();
        Random random = new Random(42);
        for (int each = 0; each < 10_000; each++) {
            byte[] octets = new byte[29];
            random.nextBytes(octets);
            octets[0] = 1;
            assertThat(path.open("bounces+" + Base32.of(octets) + "@example.com"))
                    .isEmpty();
        }
    }

    @Test
    void after_a_change_of_keys_what_the_old_one_signed_is_still_known() {
        ReturnPath renewed = path(OTHER, KEY);

        assertThat(renewed.open(path.of(TRACE, 1).toString())).isPresent();
        assertThat(path.open(renewed.of(TRACE, 1).toString())).isEmpty();
    }

    /// RFC 4648 §10, in the other case and without padding.
    @Test
    void octets_are_written_in_base_32() {
        assertThat(Base32.of("foobar".getBytes(US_ASCII))).isEqualTo("mzxw6ytboi");
        assertThat(Base32.of("fo".getBytes(US_ASCII))).isEqualTo("mzxq");
        assertThat(Base32.octets("mzxw6ytboi"))
                .hasValueSatisfying(octets -> assertThat(octets).asString().isEqualTo("foobar"));
        assertThat(Base32.octets("mz1")).isEmpty();
    }

    private static ReturnPath path(Secret... keys) {
        return new ReturnPath(new Bounces.Home(Address.parse("bounces@example.com"), List.of(keys)));
    }
}
