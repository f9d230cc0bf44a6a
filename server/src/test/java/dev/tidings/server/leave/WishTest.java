package dev.tidings.server.leave;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WishTest {
    private static final String PARTS = "multipart/form-data; boundary=x";

    @Test
    void parts_say_it_with_headers_of_their_own_and_other_fields_beside() {
        assertThat(Wish.of(PARTS, """
                --x
                Content-Type: text/plain
                content-disposition: form-data; name=List-Unsubscribe; size=9
                Content-Language: en

                One-Click
                --x
                Content-Disposition: form-data; filename="name=a"; name="from"

                all
                --x--
                """)).contains(Wish.ALL);
    }

    @Test
    @Timeout(2)
    void a_body_made_to_be_slow_to_read_is_not() {
        String names = "content-disposition:" + "; name=a".repeat(500);
        String lines = "content-disposition:; name=a\n" + "a\n".repeat(2000);
        String many = "content-disposition:; name=a\n".repeat(140);

        assertThat(Wish.of(PARTS, names)).isEmpty();
        assertThat(Wish.of(PARTS, lines)).isEmpty();
        assertThat(Wish.of(PARTS, many)).isEmpty();
    }
}
