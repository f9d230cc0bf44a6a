package dev.tidings.bench.peer;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.function.Function;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/// Angus Mail (Jakarta Mail), each hand with a connection that it keeps.
///
/// Its StreamProvider property, which spares it a search of the class path for each part of a mail, is given to the
/// JVM: `-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider`.
final class AngusPeer implements Peer {
    private final Session session;
    private final AngusMime mime;
    private final Function<Session, Transport> transports;

    private AngusPeer(int port, Properties more, Function<Session, Transport> transports) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(port));
        properties.put("mail.smtp.localhost", "localhost");
        properties.putAll(more);
        this.session = Session.getInstance(properties);
        this.mime = new AngusMime(session);
        this.transports = transports;
    }

    static AngusPeer stock(int port) {
        return new AngusPeer(port, new Properties(), session -> new SMTPTransport(session, URL));
    }

    /// With what its users would have to write for themselves: the envelope and DATA without waiting in between.
    static AngusPeer pipelined(int port) {
        Properties more = new Properties();
        more.put("mail.smtp.socketFactory", new NoDelaySockets());
        return new AngusPeer(port, more, session -> new PipelinedAngus(session, URL));
    }

    private static final URLName URL = new URLName("smtp", null, -1, null, null, null);

    @Override
    public Hand hand() throws MessagingException {
        Transport transport = transports.apply(session);
        transport.connect();
        return new Hand() {
            @Override
            public void send(Mail mail) throws Exception {
                MimeMessage message = mime.message(mail);
                transport.sendMessage(message, message.getAllRecipients());
            }

            @Override
            public void close() throws MessagingException {
                transport.close();
            }
        };
    }
}
