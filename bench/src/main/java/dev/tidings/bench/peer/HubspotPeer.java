package dev.tidings.bench.peer;

import com.hubspot.smtp.client.SmtpClientResponse;
import com.hubspot.smtp.client.SmtpSession;
import com.hubspot.smtp.client.SmtpSessionConfig;
import com.hubspot.smtp.client.SmtpSessionFactory;
import com.hubspot.smtp.client.SmtpSessionFactoryConfig;
import com.hubspot.smtp.messages.MessageContent;
import com.hubspot.smtp.messages.MessageContentEncoding;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.handler.codec.smtp.DefaultSmtpRequest;
import io.netty.handler.codec.smtp.SmtpCommand;
import java.io.IOException;
import java.net.InetSocketAddress;

/// HubSpot's NioSmtpClient on Netty: a connection for each hand, one message at a time, the whole of it in one go where
/// the server offers CHUNKING. It makes no MIME; somebody else does.
final class HubspotPeer implements Peer {
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    private final SmtpSessionFactory sessions = new SmtpSessionFactory(SmtpSessionFactoryConfig.builder()
            .eventLoopGroup(loops)
            .executor(Runnable::run)
            .build());
    private final int port;
    private final Octets octets;

    /// Makes the octets of a mail.
    interface Octets {
        byte[] of(Mail mail) throws Exception;
    }

    HubspotPeer(int port, Octets octets) {
        this.port = port;
        this.octets = octets;
    }

    @Override
    public Thread.Builder threads() {
        return Thread.ofVirtual();
    }

    @Override
    public Hand hand() {
        SmtpSession session = sessions.connect(SmtpSessionConfig.builder()
                        .remoteAddress(new InetSocketAddress("127.0.0.1", port))
                        .build())
                .join()
                .getSession();
        taken(session.send(new DefaultSmtpRequest(SmtpCommand.EHLO, "localhost"))
                .join());
        return new Hand() {
            @Override
            public void send(Mail mail) throws Exception {
                MessageContent content =
                        MessageContent.of(Unpooled.wrappedBuffer(octets.of(mail)), MessageContentEncoding.SEVEN_BIT);
                taken(session.send(Mail.FROM, mail.to().email(), content).join());
            }

            @Override
            public void close() {
                session.close().join();
            }
        };
    }

    private static void taken(SmtpClientResponse response) {
        if (response.containsError()) {
            throw new IllegalStateException(response.toString());
        }
    }

    @Override
    public void close() throws IOException {
        sessions.close();
        loops.shutdownGracefully();
    }
}
