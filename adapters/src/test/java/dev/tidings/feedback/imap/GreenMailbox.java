package dev.tidings.feedback.imap;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tidings.contracts.TestCertificate;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.MailboxSpec.Server;
import dev.tidings.notification.MailboxSpec.SignIn;
import dev.tidings.notification.MailboxSpec.Then;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Credentials.ClearText;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.Trust;
import jakarta.mail.Flags;
import jakarta.mail.Flags.Flag;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/// A mailbox kept by GreenMail, within this process, in clear text or with TLS from the first octet.
final class GreenMailbox implements AutoCloseable {
    static final String USER = "bounces@example.com";
    static final String SECRET = "s3cret";
    static final TestCertificate HERE = TestCertificate.of("dns:localhost,ip:127.0.0.1");

    private final GreenMail server;
    private final GreenMailUser user;

    GreenMailbox() {
        this(0);
    }

    /// @param port 0 for any that is free
    GreenMailbox(int port) {
        System.setProperty("greenmail.tls.keystore.file", HERE.store().toString());
        System.setProperty("greenmail.tls.keystore.password", TestCertificate.PASSWORD);
        server = new GreenMail(new ServerSetup[] {
            new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAPS)
        });
        user = server.setUser(USER, SECRET);
        server.start();
    }

    int port() {
        return server.getImap().getPort();
    }

    MailboxSpec in(Then then) {
        return spec(port(), Security.NONE, SECRET, then);
    }

    MailboxSpec byTls(String secret) throws IOException {
        return spec(server.getImaps().getPort(), Security.IMPLICIT_TLS, secret, new Then.Seen());
    }

    static MailboxSpec spec(int port, Security security, String secret, Then then) {
        try {
            return new MailboxSpec(
                    new Server("localhost", port, security, Trust.authorities(HERE.pem())),
                    MailboxSpec.INBOX,
                    new SignIn.ByPassword(new Credentials.Password(USER, secret, ClearText.ON_LOOPBACK)),
                    then);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void put(String message) {
        put(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    void put(byte[] octets) {
        try {
            MimeMessage message =
                    new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(octets));
            inbox().appendMessage(message, new Flags(), Date.from(Installation.NOW.minusSeconds(3600)));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Whether each counts as read, in order.
    List<Boolean> seen() {
        return inbox().getNonDeletedMessages().stream()
                .map(each -> each.getFlags().contains(Flag.SEEN))
                .toList();
    }

    int count(String folder) {
        MailFolder found = server.getManagers().getImapHostManager().getFolder(user, folder);
        return found == null ? 0 : found.getMessageCount();
    }

    private MailFolder inbox() {
        try {
            return server.getManagers().getImapHostManager().getInbox(user);
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }
}
