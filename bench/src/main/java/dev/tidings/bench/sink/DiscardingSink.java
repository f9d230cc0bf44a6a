package dev.tidings.bench.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicLong;

/// A mail server in a process of its own that takes everything and keeps nothing, where there is no C compiler for
/// the cheaper one (`bench/peers/sink.c`), and for TLS and faults. Prints its port; when it is ended, to standard
/// error, how many mails it took and its CPU for each.
///
/// `DiscardingSink [chunking] [faults] [tls=FILE.p12 | starttls=FILE.p12]`
public final class DiscardingSink {
    private DiscardingSink() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        Manners manners = Manners.of(arguments);
        AtomicLong begun = new AtomicLong();
        AtomicLong taken = new AtomicLong();
        try (ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            System.out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> report(taken.get())));
            while (true) {
                Socket socket = server.accept();
                Thread.ofPlatform().start(() -> new Conversation(socket, manners, begun, taken).hold());
            }
        }
    }

    private static void report(long taken) {
        double micros = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(cpu -> cpu.toNanos() / 1e3)
                .orElse(0.0);
        System.err.printf("sink\t%d mails\t%.1f us of CPU each%n", taken, taken == 0 ? 0 : micros / taken);
    }
}
