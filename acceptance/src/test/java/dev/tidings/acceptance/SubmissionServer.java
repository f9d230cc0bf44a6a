package dev.tidings.acceptance;

import dev.tidings.contracts.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/// A mail server that is not of our making (SubEthaSMTP), in a process of its own: STARTTLS required, sign-in
/// required. Keeps each message it takes as a file, named by its envelope recipient.
///
/// `java … SubmissionServer FOLDER` writes its certificate to `FOLDER/ca.pem` and prints its port.
public final class SubmissionServer {
    static final String USER = "reports";
    static final String SECRET = "s3cret-Wörd";

    private SubmissionServer() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        TestCertificate certificate = TestCertificate.of("dns:localhost,ip:127.0.0.1");
        Files.copy(certificate.pem(), folder.resolve("ca.pem"), StandardCopyOption.REPLACE_EXISTING);
        AtomicInteger count = new AtomicInteger();
        SMTPServer server = new SMTPServer.Builder()
                .bindAddress(InetAddress.getLoopbackAddress())
                .port(0)
                .enableTLS()
                .requireTLS()
                .requireAuth()
                .insertReceivedHeaders(false)
                .startTlsSocketFactory(certificate.server())
                .authenticationHandlerFactory(new EasyAuthenticationHandlerFactory((user, secret, context) -> {
                    if (!user.equals(USER) || !secret.equals(SECRET)) {
                        throw new LoginFailedException("535 5.7.8 bad credentials");
                    }
                }))
                .messageHandler((context, from, to, data) -> keep(folder, count.incrementAndGet(), to, data))
                .build();
        server.start();
        System.out.println(server.getPortAllocated());
        System.out.flush();
        Thread.currentThread().join();
    }

    private static void keep(Path folder, int number, String to, byte[] data) {
        try {
            Path whole = folder.resolve("%s.%d.part".formatted(to, number));
            Files.write(whole, data);
            Files.move(whole, folder.resolve("%s.%d.eml".formatted(to, number)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
