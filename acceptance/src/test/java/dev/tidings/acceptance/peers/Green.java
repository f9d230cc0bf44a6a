package dev.tidings.acceptance.peers;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tidings.contracts.TestCertificate;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// GreenMail, within this process, with TLS from the first octet. It takes mail for anybody.
final class Green implements Peer {
    private static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");

    private final GreenMail server;

    Green(Path folder) {
        System.setProperty("greenmail.tls.keystore.file", HERE.store().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.setUser(USER, SECRET);
        server.start();
    }

    @Override
    public String transport() {
        return """
                smtp: smtps://localhost:%d
                ca: %s
                user: %s
                """.formatted(server.getSmtps().getPort(), HERE.pem(), USER);
    }

    @Override
    public List<byte[]> kept(String person) throws IOException {
        List<byte[]> messages = new ArrayList<>();
        try {
            for (MimeMessage message : server.getReceivedMessagesForDomain(person + "@" + DOMAIN)) {
                ByteArrayOutputStream octets = new ByteArrayOutputStream();
                message.writeTo(octets);
                messages.add(octets.toByteArray());
            }
        } catch (MessagingException unreadable) {
            throw new IOException(unreadable);
        }
        return messages;
    }

    @Override
    public void close() {
        server.stop();
    }
}
