package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.mail.Address;
import dev.tidings.mail.Attachment;
import dev.tidings.mail.Body;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Header;
import dev.tidings.mail.Inline;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import dev.tidings.mail.MessageId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Random messages, made of what mail programs stumble over.
final class Messages {
    private static final List<String> WORDS = List.of(
            "report",
            "a",
            "Quarterly",
            "早报",
            "销售日报",
            "第三季度",
            "naïve",
            "Grüße",
            "é",
            "e\u0301",
            "😀",
            "👩\u200D👩\u200D👧",
            "🇨🇳",
            "한국어",
            "שלום",
            "ｆｕｌｌ",
            "x=y",
            "100%",
            "50 €",
            "=?utf-8?q?x?=",
            "=?",
            "?=",
            "(c)",
            "[x]",
            "it's",
            "\"quoted\"",
            "a,b",
            "a;b",
            "a:b",
            "<tag>",
            "a_b",
            "=_",
            "--",
            "--=_",
            ".",
            "..",
            "From",
            "𠮷野家",
            "ß",
            "ﬁ",
            "𝔘",
            "1234567890".repeat(8));
    private static final List<String> LINES = List.of(
            ".",
            "..",
            "...",
            ".hidden",
            "From me to you",
            ">From",
            "-- ",
            "--",
            "trailing space ",
            "trailing tab\t",
            "\t",
            " ",
            "",
            "",
            "=",
            "=20",
            "a=",
            "--=_",
            "x".repeat(75),
            "x".repeat(76),
            "y".repeat(77) + " ",
            "é".repeat(25),
            "中".repeat(400),
            "z".repeat(998),
            "z".repeat(999),
            "long ".repeat(500),
            "MAIL FROM:<evil@example.com>",
            "RCPT TO:<x@example.com>",
            "DATA",
            "<p>Ünïcödé</p>",
            "您好，今天的销售日报已生成。",
            "nul\0",
            "bell\u0007",
            "\u0085",
            "\u2028",
            "\uFEFF",
            "😀😀😀");
    private static final List<String> ENDS = List.of("\n", "\r\n", "\r", "\r\r", "\n\r", "\r\n\r\n");
    private static final List<String> TYPES =
            List.of("application/pdf", "image/png", "text/csv", "application/vnd.ms-excel");

    private final RandomGenerator random;

    Messages(RandomGenerator random) {
        this.random = random;
    }

    Message next() {
        return new Message(
                new MessageId("<" + Long.toHexString(random.nextLong()) + "@tidings.example>"),
                OffsetDateTime.ofInstant(
                        Instant.ofEpochSecond(random.nextLong(4_000_000_000L)),
                        ZoneOffset.ofTotalSeconds(random.nextInt(-720, 841) * 60)),
                new Correspondents(mailbox(), some(4, this::mailbox), some(3, this::mailbox), some(2, this::mailbox)),
                words(" ", random.nextInt(20) == 0 ? 60 : 8, 998),
                body(),
                some(3, this::file),
                some(3, this::header));
    }

    private Mailbox mailbox() {
        String local = pick(List.of("ann", "a.b+c", "\"x y\"", "\"a,b@c\"", "l" + "o".repeat(60) + "ng"));
        String domain =
                pick(List.of("example.com", "例子.公司", "bücher.example", "mail." + "sub-domain.".repeat(10) + "example"));
        return new Mailbox(words(pick(List.of(" ", "  ", "")), 6, 255), new Address(local, domain));
    }

    private Body body() {
        // text alone ends its last line, as a mail must; only in a multipart can it be told from text that does not
        if (random.nextInt(3) == 0) return Body.text(lines() + "\n");
        int[] id = {0};
        return new Body(lines(), Optional.of(lines()), some(3, () -> new Inline("pic" + id[0]++ + "@x", file())));
    }

    private Attachment file() {
        byte[] content = new byte[random.nextInt(200)];
        random.nextBytes(content);
        String stem =
                words(pick(List.of("", " ", "-")), 6, 240).replace('/', '_').replace('\\', '_');
        return new Attachment(
                (stem.isBlank() || stem.startsWith(".") ? "x" : stem) + pick(List.of(".pdf", ".表", "")),
                pick(TYPES),
                content);
    }

    private Header header() {
        String name = pick(List.of("X-Note", "X-" + "L".repeat(74), "x-Tidings.Trace_1", "X-!#$%&'*+-^`|~"));
        String value = words(" ", 20, 900);
        return new Header(name, value.isEmpty() ? "x" : value);
    }

    private String words(String separator, int most, int octetsMax) {
        StringBuilder words = new StringBuilder();
        boolean ascii = random.nextInt(3) == 0;
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            String word = pick(WORDS);
            if (ascii && !word.chars().allMatch(c -> c < 0x80)) continue;
            if ((words + separator + word).getBytes(UTF_8).length > octetsMax) break;
            if (!words.isEmpty()) words.append(separator);
            words.append(word);
        }
        return words.toString();
    }

    private String lines() {
        StringBuilder lines = new StringBuilder();
        boolean ascii = random.nextInt(3) == 0;
        int most = random.nextInt(12);
        for (int i = 0; i < most; i++) {
            String line = random.nextBoolean() ? pick(LINES) : words(" ", 12, 998);
            if (ascii && !line.chars().allMatch(c -> c < 0x7F && c > 8 && c != '=')) continue;
            lines.append(line);
            if (i + 1 < most || random.nextBoolean()) lines.append(pick(ENDS));
        }
        return lines.toString();
    }

    private <T> List<T> some(int most, Supplier<T> one) {
        List<T> some = new ArrayList<>();
        for (int i = random.nextInt(most + 1); i > 0; i--) some.add(one.get());
        return some;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
