package dev.tidings.bench.line;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// One direction of a long line: what goes in comes out so much later.
///
/// @param underWay what is between the ends
record Way(Socket from, Socket to, Duration delay, BlockingQueue<Piece> underWay) {
    Way(Socket from, Socket to, Duration delay) {
        this(from, to, delay, new LinkedBlockingQueue<>());
    }

    /// @param due on the JVM's own clock
    /// @param octets empty at the end
    record Piece(long due, byte[] octets) {}

    void open() {
        Thread.ofPlatform().start(this::takeIn);
        Thread.ofPlatform().start(this::giveOut);
    }

    private void takeIn() {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                put(Arrays.copyOf(buffer, read));
            }
        } catch (IOException broken) {
            // the end travels like everything else
        }
        put(new byte[0]);
    }

    private void put(byte[] octets) {
        underWay.add(new Piece(System.nanoTime() + delay.toNanos(), octets));
    }

    private void giveOut() {
        try {
            OutputStream out = to.getOutputStream();
            for (Piece piece = underWay.take(); piece.octets.length > 0; piece = underWay.take()) {
                await(piece.due);
                out.write(piece.octets);
            }
            to.shutdownOutput();
        } catch (IOException | InterruptedException ended) {
            close(from);
            close(to);
        }
    }

    private static void await(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // it is
        }
    }
}
