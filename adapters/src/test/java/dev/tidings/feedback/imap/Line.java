package dev.tidings.feedback.imap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import java.util.function.UnaryOperator;

/// What lies between a reader and its mailbox: it breaks when the server has said so much, or changes what is
/// said.
final class Line implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final IntToLongFunction octets;
    private final UnaryOperator<String> change;
    private final AtomicInteger connections = new AtomicInteger();

    /// @param octets how much of the server's words goes through, by the connection's number from 0
    private Line(int server, IntToLongFunction octets, UnaryOperator<String> change) throws IOException {
        this.server = server;
        this.octets = octets;
        this.change = change;
        Thread.startVirtualThread(this::accept);
    }

    static Line cutting(int server, IntToLongFunction octets) throws IOException {
        return new Line(server, octets, UnaryOperator.identity());
    }

    /// @param change of what was read at once from the server, as long as before
    static Line changing(int server, UnaryOperator<String> change) throws IOException {
        return new Line(server, _ -> Long.MAX_VALUE, change);
    }

    int port() {
        return door.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = door.accept();
                long most = octets.applyAsLong(connections.getAndIncrement());
                Thread.startVirtualThread(() -> join(client, most));
            }
        } catch (IOException closed) {
            // nobody is let in any more
        }
    }

    private void join(Socket client, long most) {
        try (client;
                Socket behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
            Thread.startVirtualThread(() -> pass(client, behind));
            long left = most;
            byte[] some = new byte[8192];
            InputStream in = behind.getInputStream();
            OutputStream out = client.getOutputStream();
            for (int count = in.read(some); count >= 0 && left > 0; count = in.read(some)) {
                byte[] changed = change.apply(new String(some, 0, count, StandardCharsets.ISO_8859_1))
                        .getBytes(StandardCharsets.ISO_8859_1);
                out.write(changed, 0, (int) Math.min(left, count));
                left -= count;
            }
        } catch (IOException broken) {
            // as it should be
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException broken) {
            // the other side knows
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
