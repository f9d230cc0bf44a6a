package dev.tidings.mime;

import dev.tidings.mail.Attachment;
import dev.tidings.mail.Body;
import dev.tidings.mail.Correspondents;
import dev.tidings.mail.Header;
import dev.tidings.mail.Inline;
import dev.tidings.mail.Mailbox;
import dev.tidings.mail.Message;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// What a reader ought to see in a message, one line each; Angus Mail and Python say theirs in the same
/// words.
final class Facts {
    private final List<String> facts = new ArrayList<>();

    static List<String> of(Message message) {
        Facts facts = new Facts();
        facts.header(message);
        facts.body(message.body());
        message.attachments().forEach(file -> facts.add(file("file", file)));
        return facts.facts;
    }

    static String mailbox(String field, String name, String address) {
        return field + "|" + name + "|" + address;
    }

    static String file(String kind, String name, String type, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return kind + "|" + name + "|" + type + "|" + content.length + "|" + crc.getValue();
    }

    private void header(Message message) {
        add("id|" + message.id());
        add("date|" + message.date().format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")));
        add("subject|" + message.subject());
        Correspondents correspondents = message.correspondents();
        mailboxes("from", List.of(correspondents.from()));
        mailboxes("reply-to", correspondents.replyTo());
        mailboxes("to", correspondents.to());
        mailboxes("cc", correspondents.cc());
        for (Header header : message.headers()) add(header.name() + "|" + header.value());
    }

    private void mailboxes(String field, List<Mailbox> mailboxes) {
        for (Mailbox mailbox : mailboxes)
            add(mailbox(field, mailbox.name(), mailbox.address().toString()));
    }

    private void body(Body body) {
        add("text/plain|" + normalized(body.text()));
        body.html().ifPresent(h -> add("text/html|" + normalized(h)));
        for (Inline inline : body.inlines()) {
            add("cid|<" + inline.contentId() + ">");
            add(file("inline", inline.file()));
        }
    }

    static String normalized(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n').replace("\n", "\r\n");
    }

    private static String file(String kind, Attachment file) {
        return file(kind, file.name(), file.mediaType(), file.content());
    }

    private void add(String fact) {
        facts.add(fact);
    }
}
