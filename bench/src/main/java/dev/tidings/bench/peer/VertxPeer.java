package dev.tidings.bench.peer;

import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.StartTLSOptions;

/// The mail client of Vert.x: a pool of connections, pipelining.
final class VertxPeer implements Peer {
    private final Vertx vertx = Vertx.vertx();
    private final MailClient client;

    VertxPeer(int port, int connections) {
        client = MailClient.create(
                vertx,
                new MailConfig("127.0.0.1", port)
                        .setStarttls(StartTLSOptions.DISABLED)
                        .setOwnHostname("localhost")
                        .setPipelining(true)
                        .setMaxPoolSize(connections));
    }

    @Override
    public Thread.Builder threads() {
        return Thread.ofVirtual();
    }

    @Override
    public Hand hand() {
        return mail -> client.sendMail(message(mail))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
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
        client.close().toCompletionStage().toCompletableFuture().join();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
