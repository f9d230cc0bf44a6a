package dev.tidings.bench.line;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// A line on which every octet takes a while, each way and in order, however many there are: the throughput has no
/// limit. A connection stands after one round trip, as on a real one. Prints its port.
///
/// `LongLine TARGET-PORT MILLIS`
public final class LongLine {
    private LongLine() {}

    public static void main(String[] arguments) throws IOException {
        int target = Integer.parseInt(arguments[0]);
        Duration oneWay = Duration.ofMillis(Long.parseLong(arguments[1]));
        try (ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            System.out.flush();
            while (true) {
                Socket near = server.accept();
                Thread.ofPlatform().start(() -> join(near, target, oneWay));
            }
        }
    }

    /// The near end believes that it is connected at once, so the far one is so much later that the server's first
    /// line arrives when it would: two round trips after the beginning.
    private static void join(Socket near, int target, Duration oneWay) {
        LockSupport.parkNanos(oneWay.multipliedBy(3).toNanos());
        try {
            Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            new Way(near, far, oneWay).open();
            new Way(far, near, oneWay).open();
        } catch (IOException refused) {
            Way.close(near);
        }
    }
}
