package dev.tidings.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.mail.Address;
import dev.tidings.notification.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LeaveLinksTest {
    private static final URI HERE = URI.create("https://mail.example.com");
    private static final Secret OLD = new Secret("a key of the year before, long enough");
    private static final Secret NEW = new Secret("the key of this year, and long enough");
    private static final Leaver ANN = new Leaver(Address.parse("Ann@example.org"), Optional.of("weekly"));

    private final LeaveLinks links = new LeaveLinks(HERE, List.of(OLD));

    @Test
    void a_link_says_who_leaves_what_to_us_alone() {
        String link = links.link(ANN).toString();

        assertThat(link).startsWith("https://mail.example.com/unsubscribe/").matches("https://[A-Za-z0-9./_-]+");
        assertThat(links.read(token(link))).contains(ANN);
        String octets = new String(Base64.getUrlDecoder().decode(token(link)), StandardCharsets.ISO_8859_1);
        assertThat(octets)
                .doesNotContainIgnoringCase("ann")
                .doesNotContain("example")
                .doesNotContain("weekly");
    }

    @Test
    void a_link_is_short_and_the_same_every_time() {
        assertThat(links.link(ANN)).isEqualTo(new LeaveLinks(HERE, List.of(OLD)).link(ANN));
        assertThat(token(links.link(ANN).toString())).hasSizeLessThan(60);
    }

    @Test
    void all_mail_and_addresses_in_other_scripts_have_links_too() {
        Leaver all = new Leaver(Address.parse("张三@例子.公司"), Optional.empty());

        assertThat(links.read(token(links.link(all).toString()))).contains(all);
    }

    @Test
    void a_link_with_any_bit_changed_is_nobodys() {
        byte[] sealed = Base64.getUrlDecoder().decode(token(links.link(ANN).toString()));
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(links.read(Base64.getUrlEncoder().withoutPadding().encodeToString(changed)))
                    .as("bit %d", bit)
                    .isEmpty();
        }
    }

    @Test
    void a_link_that_is_written_in_any_other_way_is_nobodys() {
        String token = token(links.link(ANN).toString());
        for (int at = 0; at < token.length(); at++) {
            for (char letter : "AaZz09-_".toCharArray()) {
                String other = token.substring(0, at) + letter + token.substring(at + 1);
                if (!other.equals(token))
                    assertThat(links.read(other)).as(other).isEmpty();
            }
        }
        assertThat(List.of("", "A", token + "=", token + "A", token.substring(1), "%2F", "é", "A".repeat(100_000)))
                .allSatisfy(other -> assertThat(links.read(other)).isEmpty());
    }

    @Test
    void octets_at_random_are_nobodys() {
        Random random = new Random(5);
        for (int i = 0; i < 2_000; i++) {
            byte[] octets = new byte[random.nextInt(120)];
            random.nextBytes(octets);
            if (octets.length > 0 && random.nextBoolean()) octets[0] = 1;
            assertThat(links.read(Base64.getUrlEncoder().withoutPadding().encodeToString(octets)))
                    .isEmpty();
        }
    }

    @Test
    void a_stranger_who_has_another_key_makes_no_link_of_ours() {
        assertThat(links.read(token(new LeaveLinks(HERE, List.of(NEW)).link(ANN).toString())))
                .isEmpty();
    }

    @Test
    void a_key_that_is_replaced_still_reads_its_links() {
        String old = token(links.link(ANN).toString());
        LeaveLinks rotated = new LeaveLinks(HERE, List.of(NEW, OLD));

        assertThat(rotated.read(old)).contains(ANN);
        assertThat(token(rotated.link(ANN).toString()))
                .isNotEqualTo(old)
                .isEqualTo(token(new LeaveLinks(HERE, List.of(NEW)).link(ANN).toString()));
        assertThat(new LeaveLinks(HERE, List.of(NEW)).read(old)).isEmpty();
    }

    @Test
    void a_seal_shows_nothing_of_its_key() {
        assertThat(LeaveSeal.of(OLD)).hasToString("***");
    }

    private static String token(String link) {
        return link.substring(link.lastIndexOf('/') + 1);
    }
}
