package dev.tidings.mime;

import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Header;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import java.util.List;

/// The header of a message, down to `MIME-Version`; the first part goes on with its `Content-Type`.
final class Letterhead {
    private Letterhead() {}

    static void write(Message message, Octets out) {
        Correspondents correspondents = message.correspondents();
        out.add("Date: ");
        MailDate.write(message.date(), out);
        out.crlf();
        mailboxes("From", List.of(correspondents.from()), out);
        mailboxes("Reply-To", correspondents.replyTo(), out);
        mailboxes("To", correspondents.to(), out);
        mailboxes("Cc", correspondents.cc(), out);
        if (correspondents.to().isEmpty() && correspondents.cc().isEmpty()) {
            out.add("To: undisclosed-recipients:;\r\n");
        }
        out.add("Message-ID: ").add(message.id().value()).crlf();
        FreeText.writeSubject(message.subject(), out);
        for (Header header : message.headers()) FreeText.write(header, out);
        out.add("MIME-Version: 1.0\r\n");
    }

    private static void mailboxes(String name, List<Mailbox> mailboxes, Octets out) {
        if (!mailboxes.isEmpty()) Mailboxes.write(name, mailboxes, out);
    }
}
