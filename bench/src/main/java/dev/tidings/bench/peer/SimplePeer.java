package dev.tidings.bench.peer;

import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;

/// Simple Java Mail with its batch module: a pool of connections.
final class SimplePeer implements Peer {
    private final Mailer mailer;

    SimplePeer(int port, int connections) {
        mailer = MailerBuilder.withSMTPServer("127.0.0.1", port)
                .withTransportStrategy(TransportStrategy.SMTP)
                .withConnectionPoolCoreSize(connections)
                .withConnectionPoolMaxSize(connections)
                .buildMailer();
    }

    @Override
    public Hand hand() {
        return mail -> mailer.sendMail(message(mail), false).join();
    }

    private static Email message(Mail mail) {
        return EmailBuilder.startingBlank()
                .from(Mail.FROM_NAME, Mail.FROM)
                .to(mail.to().name(), mail.to().email())
                .withSubject(mail.subject())
                .withPlainText(mail.text())
                .withHTMLText(mail.html())
                .buildEmail();
    }

    @Override
    public void close() {
        mailer.shutdownConnectionPool();
    }
}
