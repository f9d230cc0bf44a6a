package dev.tidings.server.show;

import dev.tidings.compose.Composition.Composed;
import dev.tidings.compose.RenderFailure;
import dev.tidings.compose.Renderer;
import dev.tidings.mail.Address;
import dev.tidings.mail.Mailbox;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Mail as a hostile author would write it.
final class ShowLetters {
    private ShowLetters() {}

    static Composed composed(String id, Mailbox mailbox) {
        String subject = "Your week, " + mailbox.name() + " – 本周报告";
        return new Composed(Address.parse("reports@example.com"), mailbox.address(), subject, mail(subject, mailbox));
    }

    /// What a hostile author would write.
    private static String html(String name) {
        return """
                <html><head><style>body{font-family:sans-serif;color:#223;margin:2em} h1{color:#2f6f5e} td{padding:4px 12px;border-bottom:1px solid #ddd}</style></head>
                <body><h1>Hello %s</h1><p>Your week in numbers: 你好。</p><img src="cid:logo@tidings" width="32" height="32">
                <img src="https://tracker.example/pixel.gif"><table><tr><td>Logins</td><td>12</td></tr><tr><td>Balance</td><td>¥ 1,024.00</td></tr></table>
                <p><a href="https://example.com/">Open the report</a></p>
                <script>document.body.innerHTML='RUN'; alert(1)</script><img src=x onerror="alert(2)"></body></html>
                """.formatted(name);
    }

    private static byte[] mail(String subject, Mailbox to) {
        String html = html(to.name().isEmpty() ? to.address().local() : to.name());
        Base64.Encoder mime = Base64.getMimeEncoder();
        return """
                From: Reports <reports@example.com>
                To: %s
                Subject: =?UTF-8?B?%s?=
                Date: Mon, 23 Nov 2026 09:00:00 +0800
                Message-ID: <%032x@example.com>
                X-Strange: <script>alert(3)</script>
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=m

                --m
                Content-Type: multipart/related; boundary=r

                --r
                Content-Type: multipart/alternative; boundary=a

                --a
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                %s
                --a
                Content-Type: text/html; charset=utf-8
                Content-Transfer-Encoding: base64

                %s
                --a--
                --r
                Content-Type: image/png
                Content-ID: <logo@tidings>
                Content-Disposition: inline; filename=logo.png
                Content-Transfer-Encoding: base64

                iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
                --r--
                --m
                Content-Type: text/html; name="orders.html"
                Content-Disposition: attachment; filename="orders.html"
                Content-Transfer-Encoding: base64

                PHNjcmlwdD5hbGVydCg0KTwvc2NyaXB0Pg==
                --m--
                """.formatted(
                        to.address(),
                        Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8)),
                        to.address().hashCode(),
                        mime.encodeToString("Hello, your week in numbers: 你好。\n".getBytes(StandardCharsets.UTF_8)),
                        mime.encodeToString(html.getBytes(StandardCharsets.UTF_8)))
                .replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// Writes for everyone but the awkward one.
    static final class Writer implements Renderer {
        @Override
        public String render(String path, Locale locale, Map<String, @Nullable Object> model) throws RenderFailure {
            String name = String.valueOf(model.get("name"));
            if (name.equals(ShowHouse.AWKWARD)) {
                throw new RenderFailure("body.html", 4, "there is no \"balance\" for <this> person");
            }
            return path.endsWith(".html") ? html(name) : "Your week, " + name;
        }

        @Override
        public void compile(String path) {}
    }
}
