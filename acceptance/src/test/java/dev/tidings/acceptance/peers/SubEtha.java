package dev.tidings.acceptance.peers;

import dev.tidings.contracts.TestCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/// SubEthaSMTP, within this process.
final class SubEtha implements Peer {
    private final Map<String, List<byte[]>> mail = new ConcurrentHashMap<>();
    private final SMTPServer server = new SMTPServer.Builder()
            .bindAddress(InetAddress.getLoopbackAddress())
            .port(0)
            .enableTLS()
            .requireTLS()
            .requireAuth()
            .maxMessageSize(OCTETS_MAX)
            .startTlsSocketFactory(
                    TestCertificate.of("dns:localhost,ip:127.0.0.1").server())
            .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, secret, context) -> {
                if (!user.equals(USER) || !secret.equals(SECRET)) {
                    throw new LoginFailedException("no");
                }
            }))
            .messageHandlerFactory(Taking::new)
            .build();

    SubEtha(Path folder) {
        server.start();
    }

    /// Takes one message.
    private final class Taking implements MessageHandler {
        private final List<String> recipients = new ArrayList<>();

        Taking(MessageContext context) {}

        @Override
        public void from(String from) {}

        @Override
        public void recipient(String recipient) throws RejectException {
            String person = recipient.replaceFirst("@.*", "");
            if (!person.matches("person\\d+")) {
                throw new RejectException(550, "5.1.1 nobody here is called so");
            }
            recipients.add(person);
        }

        @Override
        public String data(InputStream data) throws IOException {
            byte[] octets = data.readAllBytes();
            recipients.forEach(person -> mail.computeIfAbsent(person, _ -> new CopyOnWriteArrayList<>())
                    .add(octets));
            return "2.0.0 taken";
        }

        @Override
        public void done() {}
    }

    @Override
    public String transport() {
        return """
                smtp: smtp://localhost:%d
                security: starttls
                ca: %s
                user: %s
                """.formatted(
                        server.getPortAllocated(),
                        TestCertificate.of("dns:localhost,ip:127.0.0.1").pem(),
                        USER);
    }

    @Override
    public List<byte[]> kept(String person) {
        return mail.getOrDefault(person, List.of());
    }

    @Override
    public void close() {
        server.stop();
    }
}
