package dev.tidings.transport.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LetterTest {
    private static final String MIXED = """
            From: =?UTF-8?B?5byg5LiJ?= <zhang@example.com>
            To: ann@example.com
            Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= and
             more
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=m

            --m
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            Gr=C3=BC=C3=9Fe
            --a
            Content-Type: multipart/related; boundary=r

            --r
            Content-Type: text/html; charset=gb2312
            Content-Transfer-Encoding: base64

            PHA+1tDOxDwvcD4=
            --r
            Content-Type: image/png; name=logo.png
            Content-ID: <logo@x>
            Content-Disposition: inline
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --r--
            --a--
            --m
            Content-Type: text/plain; charset=utf-8
            Content-Disposition: attachment; filename*=utf-8''%E6%8A%A5%E8%A1%A8.txt

            attached
            --m--
            """;

    private static Letter read(String source) {
        return Letter.read(source.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_mail_is_taken_apart_as_a_reader_would() {
        Letter letter = read(MIXED);

        assertThat(letter.trouble()).isEmpty();
        assertThat(letter.subject()).isEqualTo("Grüße and more");
        assertThat(letter.from()).isEqualTo("张三 <zhang@example.com>");
        assertThat(letter.text()).hasValueSatisfying(text -> assertThat(text).isEqualTo("Grüße"));
        assertThat(letter.html()).contains("<p>中文</p>");
        assertThat(letter.attachments()).extracting(Letter.Attached::name).containsExactly("logo.png", "报表.txt");
        assertThat(letter.attachments().getFirst().contentId()).contains("logo@x");
        assertThat(letter.attachments().getFirst().inline()).isTrue();
        assertThat(letter.attachments().getLast().inline()).isFalse();
    }

    @Test
    void a_plain_mail_has_its_text() {
        Letter letter = read("Subject: hi\n\nGood morning\n");

        assertThat(letter.text()).contains("Good morning\r\n");
        assertThat(letter.html()).isEmpty();
    }

    @Test
    void whoever_gets_a_named_copy_is_shown() {
        assertThat(read("To: ann@x\nCC: =?UTF-8?Q?B=C3=B8?= <bo@x>\n\nhi\n").cc())
                .isEqualTo("Bø <bo@x>");
        assertThat(read("To: ann@x\n\nhi\n").cc()).isEmpty();
    }

    @Test
    void a_broken_mail_shows_what_can_be_shown_and_says_so() {
        Letter letter = read("Subject: hi\nContent-Type: multipart/mixed\n\nno boundary\n");

        assertThat(letter.subject()).isEqualTo("hi");
        assertThat(letter.trouble()).isPresent();
    }

    @Test
    void an_unknown_charset_is_read_as_utf_8() {
        assertThat(read("Content-Type: text/plain; charset=klingon\n\nö").text())
                .contains("ö");
    }

    @Test
    void parts_within_parts_without_end_come_to_an_end() {
        StringBuilder source = new StringBuilder("Subject: deep\n");
        for (int depth = 0; depth < 60; depth++) {
            source.append("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n".formatted(depth, depth));
        }

        assertThat(read(source.toString()).trouble()).isPresent();
    }

    @Test
    void octets_of_any_kind_never_make_it_throw() {
        Random random = new Random(20_261_123);
        byte[] mixed = MIXED.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 500; round++) {
            byte[] damaged = mixed.clone();
            for (int hit = 0; hit < 20; hit++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            assertThat(Letter.read(damaged)).isNotNull();
        }
    }
}
