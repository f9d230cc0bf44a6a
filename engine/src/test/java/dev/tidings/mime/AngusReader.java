package dev.tidings.mime;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/// What Angus Mail sees in a message.
final class AngusReader {
    static {
        // without it Angus looks for its own parts through the service loader again and again, three times as slow
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
    }

    private final Session session = Session.getInstance(properties());
    private List<String> facts = new ArrayList<>();

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        return properties;
    }

    List<String> read(byte[] bytes) throws MessagingException, IOException {
        facts = new ArrayList<>();
        MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(bytes));
        facts.add("id|" + message.getMessageID());
        facts.add("date|"
                + OffsetDateTime.parse(message.getHeader("Date")[0], DateTimeFormatter.RFC_1123_DATE_TIME)
                        .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")));
        facts.add("subject|" + message.getSubject());
        mailboxes("from", message.getFrom());
        mailboxes("reply-to", message.getHeader("Reply-To") == null ? null : message.getReplyTo());
        mailboxes("to", message.getRecipients(jakarta.mail.Message.RecipientType.TO));
        mailboxes("cc", message.getRecipients(jakarta.mail.Message.RecipientType.CC));
        for (Header header : Collections.list(message.getAllHeaders())) {
            if (!header.getName().toLowerCase(Locale.ROOT).startsWith("x-")) continue;
            facts.add(header.getName() + "|" + MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
        }
        part(message);
        return facts;
    }

    private void mailboxes(String field, Address[] addresses) {
        if (addresses == null) return;
        for (Address address : addresses) {
            InternetAddress mailbox = (InternetAddress) address;
            if (mailbox.isGroup()) continue;
            facts.add(
                    Facts.mailbox(field, Objects.requireNonNullElse(mailbox.getPersonal(), ""), mailbox.getAddress()));
        }
    }

    private void part(Part part) throws MessagingException, IOException {
        String type = new ContentType(part.getContentType()).getBaseType();
        if (part.getContent() instanceof MimeMultipart parts) {
            for (int i = 0; i < parts.getCount(); i++) part(parts.getBodyPart(i));
        } else if (part.getDisposition() == null) {
            facts.add(type + "|" + part.getContent());
        } else {
            boolean inline = part.getDisposition().equals("inline");
            if (inline) facts.add("cid|" + part.getHeader("Content-ID")[0]);
            String name = ((BodyPart) part).getFileName();
            facts.add(Facts.file(
                    inline ? "inline" : "file",
                    name,
                    type,
                    part.getInputStream().readAllBytes()));
        }
    }
}
