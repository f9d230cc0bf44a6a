package dev.tidings.bench.peer;

import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/// What many teams run today: JavaMailSender, which opens a connection for each message.
final class SpringPeer implements Peer {
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();

    SpringPeer(int port) {
        sender.setHost("127.0.0.1");
        sender.setPort(port);
    }

    @Override
    public Hand hand() {
        return mail -> sender.send(message(mail));
    }

    private MimeMessage message(Mail mail) throws Exception {
        MimeMessage message = sender.createMimeMessage();
        MimeMessageHelper helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
        helper.setFrom(Mail.FROM, Mail.FROM_NAME);
        helper.setTo(mail.to().email());
        helper.setSubject(mail.subject());
        helper.setText(mail.text(), mail.html());
        return message;
    }
}
