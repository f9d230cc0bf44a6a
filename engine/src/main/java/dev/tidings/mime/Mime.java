package dev.tidings.mime;

import dev.tidings.mail.Attachment;
import dev.tidings.mail.Body;
import dev.tidings.mail.Inline;
import dev.tidings.mail.Message;
import java.util.ArrayList;
import java.util.List;

/// Writes a message as RFC 5322 bytes:
/// `mixed(alternative(text, related(html, inline…)), attachments…)`, and of that only what is needed.
public final class Mime {
    private static final int HEADER_OCTETS = 1024;

    private Mime() {}

    /// The whole message; its last line ends in CRLF.
    public static byte[] write(Message message) {
        Part content = content(message);
        Octets out = new Octets(HEADER_OCTETS + content.octetsExpected());
        Letterhead.write(message, out);
        content.write(out);
        out.endLine();
        return out.toByteArray();
    }

    private static Part content(Message message) {
        String boundary = Boundary.of(message.id());
        Part body = body(message.body(), boundary);
        if (message.attachments().isEmpty()) return body;
        List<Part> parts = new ArrayList<>();
        parts.add(body);
        for (Attachment attachment : message.attachments()) parts.add(FilePart.attached(attachment));
        return Multipart.mixed(boundary, parts);
    }

    private static Part body(Body body, String boundary) {
        Part text = TextPart.plain(body.text());
        return body.html()
                .<Part>map(html -> Multipart.alternative(boundary, List.of(text, html(html, body.inlines(), boundary))))
                .orElse(text);
    }

    private static Part html(String html, List<Inline> inlines, String boundary) {
        Part text = TextPart.html(html);
        if (inlines.isEmpty()) return text;
        List<Part> parts = new ArrayList<>();
        parts.add(text);
        for (Inline inline : inlines) parts.add(FilePart.shown(inline));
        return Multipart.related(boundary, parts);
    }
}
