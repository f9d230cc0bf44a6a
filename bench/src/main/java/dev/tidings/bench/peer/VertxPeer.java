package dev.tidings.bench.peer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.concurrent.TimeUnit;

/// The mail client of Vert.x, pipelining. Each hand has a client and its one connection for itself: with a pool that
/// sixteen threads shared, a few mails of 5,000 were never answered for while every connection was idle (5.0.8).
final class VertxPeer implements Peer {
    private final Vertx vertx = Vertx.vertx();
    private final MailConfig config;

    VertxPeer(int port) {
        config = new MailConfig("127.0.0.1", port)
                .setStarttls(StartTLSOptions.DISABLED)
                .setOwnHostname("localhost")
                .setPipelining(true)
                .setMaxPoolSize(1);
    }

    @Override
    public Thread.Builder threads() {
        return Thread.ofVirtual();
    }

    @Override
    public Hand hand() {
        MailClient client = MailClient.create(vertx, config);
        return mail -> done(client.sendMail(message(mail)));
    }

    /// A minute is far more than any mail takes here.
    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }

    private static MailMessage message(Mail mail) {
        return new MailMessage()
                .setFrom("%s (%s)".formatted(Mail.FROM, Mail.FROM_NAME))
                .setTo("%s (%s)".formatted(mail.to().email(), mail.to().name()))
                .setSubject(mail.subject())
                .setText(mail.text())
                .setHtml(mail.html());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
