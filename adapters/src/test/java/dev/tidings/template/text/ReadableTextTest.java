package dev.tidings.template.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadableTextTest {
    @Test
    void headings_paragraphs_and_breaks_stand_apart() {
        assertThat(
                        text(
                                "<h1>Weekly report</h1><p>Hello\n  Ann,</p><p>two<br>lines</p><h2>More</h2><div>a</div><div>b</div>"))
                .isEqualTo("""
                        Weekly report
                        =============

                        Hello Ann,

                        two
                        lines

                        More
                        ----

                        a
                        b
                        """);
    }

    @Test
    void links_carry_their_address() {
        assertThat(text("<a href='https://example.com/r?a=1&amp;b=2'>the report</a> or "
                        + "<a href='https://example.com'>https://example.com</a> or <a href='mailto:a@b.com'>a@b.com</a> or "
                        + "<a href='mailto:a@b.com'>write</a> <a href='#top'>up</a>"))
                .isEqualTo("""
                        the report <https://example.com/r?a=1&b=2> or https://example.com or a@b.com
                        or write <a@b.com> up
                        """);
    }

    @Test
    void lists_are_bulleted_and_numbered_and_nested() {
        assertThat(text("<p>Buy</p><ul><li>tea</li><li>rice<ol><li>long</li><li>round</li></ol></li></ul><p>Done</p>"))
                .isEqualTo("""
                        Buy

                        - tea
                        - rice

                          1. long
                          2. round

                        Done
                        """);
    }

    @Test
    void tables_come_row_by_row() {
        assertThat(text(
                        "<table><thead><tr><th>Item</th><th>Price</th></tr></thead><tbody><tr><td>Tea</td><td>3</td></tr>"
                                + "<tr><td>Cups</td><td>12</td></tr></tbody></table>"))
                .isEqualTo("Item | Price\nTea | 3\nCups | 12\n");
    }

    @Test
    void what_nobody_sees_is_not_read() {
        assertThat(text("<html><head><title>x</title><style>p{}</style></head><body><script>alert(1)</script>"
                        + "<div style='DISPLAY: none'>preview</div><p hidden>no</p><!-- no --><p>yes&nbsp;&amp; n\u00ADo\u200Bw</p>"
                        + "<img src='cid:logo' alt='Acme'></body></html>"))
                .isEqualTo("yes & now\n\nAcme\n");
    }

    @Test
    void quotes_and_preformatted_text_keep_their_shape() {
        assertThat(text("<blockquote><p>one</p><p>two</p></blockquote><pre>a  b\n  c</pre>"))
                .isEqualTo("> one\n\n> two\n\na  b\n  c\n");
    }

    @Test
    void lines_have_at_most_78_columns_except_for_long_links() {
        String link = "https://example.com/" + "x".repeat(100);
        String text = text("<p>" + "lorem ipsum ".repeat(40) + "</p><ul><li>" + "dolor sit ".repeat(30) + "</li></ul>"
                + "<p>" + "你好，世界。".repeat(30) + "</p><p>see <a href='" + link + "'>this</a></p>");

        assertThat(text.lines().filter(line -> !line.contains("https")))
                .allSatisfy(line -> assertThat(
                                line.codePoints().map(c -> c > 0x2E80 ? 2 : 1).sum())
                        .isLessThanOrEqualTo(78));
        assertThat(text.lines())
                .noneSatisfy(line -> assertThat(line).startsWith("，"))
                .noneSatisfy(line -> assertThat(line).startsWith("。"));
        assertThat(text).contains("  sit dolor").contains(link);
    }

    @Test
    void nothing_comes_of_nothing() {
        assertThat(text("")).isEmpty();
        assertThat(text("<p> </p><br>")).isEmpty();
    }

    private static String text(String html) {
        return new ReadableText().of(html);
    }
}
