package dev.tidings.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// How a sink ends a message.
enum Fault {
    NONE,
    DEFERRED,
    CLOSED,
    RESET,
    SLOW;

    private static final long SEED = 20261126;
    private static final long SLOW_NANOS = 200_000_000;

    /// At random, and the same in every run for messages in the same order.
    ///
    /// @param arguments `faults=1` among them means one message in a hundred
    static Supplier<Fault> among(String[] arguments) {
        double share = Stream.of(arguments)
                .filter(each -> each.startsWith("faults="))
                .mapToDouble(each -> Double.parseDouble(each.substring(7)) / 100)
                .findFirst()
                .orElse(0);
        Random random = new Random(SEED);
        return share == 0 ? () -> NONE : () -> random.nextDouble() >= share ? NONE : values()[1 + random.nextInt(4)];
    }

    /// @param replies those before it, not yet said
    /// @throws IOException when the line is to break
    void answer(Socket socket, StringBuilder replies) throws IOException {
        switch (this) {
            case NONE -> replies.append("250 2.0.0 gone\r\n");
            case DEFERRED -> replies.append("451 4.3.0 not now\r\n");
            case CLOSED -> {
                say(socket, replies);
                throw new IOException("closing");
            }
            case RESET -> {
                socket.setSoLinger(true, 0);
                throw new IOException("resetting");
            }
            case SLOW -> {
                say(socket, replies);
                LockSupport.parkNanos(SLOW_NANOS);
                replies.append("250 2.0.0 gone\r\n");
            }
        }
    }

    private static void say(Socket socket, StringBuilder replies) throws IOException {
        socket.getOutputStream().write(replies.toString().getBytes(ISO_8859_1));
        replies.setLength(0);
    }
}
