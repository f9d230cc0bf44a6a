package dev.tidings.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// The mail as somebody might write it who knows that it holds nothing unusual: no library, no checks, and fast.
public final class HandMime {
    private static final String BOUNDARY = "=_of_the_weekly_report";
    private static final byte[] HEX = "0123456789ABCDEF".getBytes(UTF_8);
    private static final int LINE = 73;

    /// Three octets for each of the content's, and a line's end for each line, are more than enough.
    private final byte[] octets;
    private int length;

    private HandMime(int most) {
        this.octets = new byte[most];
    }

    public static byte[] octets(Mail mail) {
        HandMime mime =
                new HandMime(2048 + 4 * (mail.text().length() + mail.html().length()));
        mime.line("Date: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC)));
        mime.line("From: " + Mail.FROM_NAME + " <" + Mail.FROM + ">");
        mime.line("To: " + mail.to().name() + " <" + mail.to().email() + ">");
        mime.line("Message-ID: <" + mail.to().id() + "." + System.nanoTime() + "@example.com>");
        mime.line("Subject: " + mail.subject());
        mime.line("MIME-Version: 1.0");
        mime.line("Content-Type: multipart/alternative; boundary=\"" + BOUNDARY + "\"");
        mime.part("plain", mail.text());
        mime.part("html", mail.html());
        mime.line("--" + BOUNDARY + "--");
        return Arrays.copyOf(mime.octets, mime.length);
    }

    private void part(String kind, String content) {
        line("");
        line("--" + BOUNDARY);
        line("Content-Type: text/" + kind + "; charset=UTF-8");
        line("Content-Transfer-Encoding: quoted-printable");
        line("");
        quotedPrintable(content.getBytes(UTF_8));
        line("");
    }

    private void quotedPrintable(byte[] content) {
        int begin = length;
        for (byte octet : content) {
            if (octet == '\n') {
                endLine();
                begin = length;
                continue;
            }
            if (length - begin >= LINE) {
                octets[length++] = '=';
                endLine();
                begin = length;
            }
            boolean plain = octet >= ' ' && octet < 127 && octet != '=' && (octet != '.' || length > begin);
            if (plain) {
                octets[length++] = octet;
            } else {
                octets[length++] = '=';
                octets[length++] = HEX[octet >> 4 & 15];
                octets[length++] = HEX[octet & 15];
            }
        }
    }

    private void line(String text) {
        byte[] line = text.getBytes(UTF_8);
        System.arraycopy(line, 0, octets, length, line.length);
        length += line.length;
        endLine();
    }

    private void endLine() {
        octets[length++] = '\r';
        octets[length++] = '\n';
    }
}
