package dev.tidings.transport.catcher;

import dev.tidings.transport.catcher.Letter.Attached;
import dev.tidings.transport.catcher.Letter.Field;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/// Takes a mail apart. Belongs to one thread and one mail.
final class LetterReader {
    private static final int DEPTH_MAX = 20;
    private static final int PARTS_MAX = 200;
    private static final Session SESSION = Session.getInstance(properties());

    private final List<Attached> attachments = new ArrayList<>();
    private Optional<String> html = Optional.empty();
    private Optional<String> text = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private int parts;

    private static Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("mail.mime.allowutf8", "true");
        properties.setProperty("mail.mime.address.strict", "false");
        return properties;
    }

    Letter read(byte[] octets) {
        List<Field> headers = new ArrayList<>();
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(octets));
            for (Header header : Collections.list(message.getAllHeaders())) {
                headers.add(new Field(header.getName(), decoded(header.getValue())));
            }
            walk(message, 0);
        } catch (MessagingException | IOException failure) {
            trouble = Optional.of("This mail cannot be read in full: " + failure.getMessage());
        }
        return new Letter(
                value(headers, "Subject"),
                value(headers, "From"),
                value(headers, "To"),
                List.copyOf(headers),
                html,
                text,
                List.copyOf(attachments),
                trouble);
    }

    private static String value(List<Field> headers, String name) {
        return headers.stream()
                .filter(each -> each.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    private static String decoded(String value) {
        String unfolded = MimeUtility.unfold(value);
        try {
            return MimeUtility.decodeText(unfolded);
        } catch (UnsupportedEncodingException unknown) {
            return unfolded;
        }
    }

    private void walk(MimePart part, int depth) throws MessagingException, IOException {
        if (depth > DEPTH_MAX || ++parts > PARTS_MAX) {
            trouble = Optional.of("This mail has too many parts to show them all.");
        } else if (part.isMimeType("multipart/*")) {
            MimeMultipart multipart = new MimeMultipart(part.getDataHandler().getDataSource());
            for (int each = 0; each < multipart.getCount(); each++) {
                walk((MimePart) multipart.getBodyPart(each), depth + 1);
            }
        } else {
            leaf(part);
        }
    }

    private void leaf(MimePart part) throws MessagingException, IOException {
        boolean file = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition()) || part.getContentID() != null;
        if (!file && html.isEmpty() && part.isMimeType("text/html")) {
            html = Optional.of(words(part));
        } else if (!file && text.isEmpty() && part.isMimeType("text/plain")) {
            text = Optional.of(words(part));
        } else {
            attachments.add(attached(part));
        }
    }

    private Attached attached(MimePart part) throws MessagingException, IOException {
        int place = attachments.size();
        String name = part.getFileName() == null ? "part-" + (place + 1) : decoded(part.getFileName());
        Optional<String> contentId = Optional.ofNullable(part.getContentID()).map(id -> id.replaceAll("[<>\\s]", ""));
        boolean inline = contentId.isPresent() && !Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        return new Attached(place, name, type(part), contentId, inline, octets(part));
    }

    private static String type(MimePart part) throws MessagingException {
        try {
            return new ContentType(part.getContentType()).getBaseType().toLowerCase(Locale.ROOT);
        } catch (ParseException malformed) {
            return "application/octet-stream";
        }
    }

    private static String words(MimePart part) throws MessagingException, IOException {
        return new String(octets(part), charset(part));
    }

    private static Charset charset(MimePart part) throws MessagingException {
        try {
            String name = new ContentType(part.getContentType()).getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (ParseException | IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static byte[] octets(MimePart part) throws MessagingException, IOException {
        try (InputStream in = part.getInputStream()) {
            return in.readAllBytes();
        }
    }
}
