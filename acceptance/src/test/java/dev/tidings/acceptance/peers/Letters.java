package dev.tidings.acceptance.peers;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Random;

/// Mail with what servers stumble over: a subject in several scripts, dots that begin lines, a line of thousands, an
/// attachment of every octet.
final class Letters {
    private static final String SUBJECT = "Bericht für %s: 第三季度 ✓ 😀";
    private static final List<String> LINES = List.of(
            "Good morning, %s.",
            ".",
            "..",
            ".one dot and more",
            "From here on it is about lines.",
            "x".repeat(3_000),
            "Grüße, 早报",
            "-- ",
            "the last line");
    private static final byte[] ATTACHED = octets(20_000);

    private Letters() {}

    private static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new Random(20261126).nextBytes(octets);
        return octets;
    }

    static void write(Path workspace, Peer peer) throws IOException {
        Files.createDirectories(workspace.resolve("notifications"));
        Files.createDirectories(workspace.resolve("attachments"));
        Files.write(workspace.resolve("attachments/every-octet.bin"), ATTACHED);
        Files.write(workspace.resolve("attachments/large.bin"), octets(Peer.OCTETS_MAX));
        Files.writeString(workspace.resolve("secret"), Peer.SECRET);
        Files.writeString(workspace.resolve("tidings.yaml"), """
                stage: live
                from: "Berichte <reports@example.com>"
                transports:
                  peer:
                %s    password: ${file:%s}
                    connections: 2
                """.formatted(
                        peer.transport().indent(4), workspace.resolve("secret")));
        notification(workspace, "everyone", Machine.people("%s, "), "every-octet.bin");
        notification(workspace, "few", "person0, %s, stranger, person1".formatted(Peer.REFUSED), "every-octet.bin");
        notification(workspace, "large", "person0", "large.bin");
    }

    /// @param people the parts before the `@`, with commas between
    private static void notification(Path workspace, String id, String people, String file) throws IOException {
        StringBuilder list = new StringBuilder();
        for (String person : people.split(", ")) {
            list.append("  - { email: %s@%s, name: %s }\n".formatted(person, Peer.DOMAIN, person));
        }
        Files.writeString(
                workspace.resolve("notifications/" + id + ".yaml"),
                "to:\n" + list + "subject: \"" + SUBJECT.formatted("{{ name }}") + "\"\ntext: |\n"
                        + text("{{ name }}").indent(2) + "attach: [ { file: attachments/" + file + " } ]\n");
    }

    private static String text(String name) {
        return String.join("\n", LINES).formatted(name) + "\n";
    }

    /// What another's parser makes of it.
    static void assertReads(byte[] octets, String person) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
            assertThat(message.getSubject()).isEqualTo(SUBJECT.formatted(person));
            MimeMultipart parts = (MimeMultipart) message.getContent();
            assertThat(String.valueOf(parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
                    .isEqualTo(text(person));
            BodyPart attachment = parts.getBodyPart(1);
            assertThat(attachment.getFileName()).isEqualTo("every-octet.bin");
            assertThat(attachment.getInputStream().readAllBytes()).isEqualTo(ATTACHED);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (MessagingException unreadable) {
            throw new AssertionError(person + " cannot read it", unreadable);
        }
    }
}
