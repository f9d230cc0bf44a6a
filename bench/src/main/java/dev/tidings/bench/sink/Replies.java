package dev.tidings.bench.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/// Answers that leave together.
final class Replies {
    private final byte[] buffer = new byte[16 * 1024];
    private OutputStream out = OutputStream.nullOutputStream();
    private int length;

    void to(Socket socket) throws IOException {
        out = socket.getOutputStream();
        length = 0;
    }

    void add(byte[] reply) throws IOException {
        if (length + reply.length > buffer.length) {
            send();
        }
        System.arraycopy(reply, 0, buffer, length, reply.length);
        length += reply.length;
    }

    void send() throws IOException {
        if (length > 0) {
            out.write(buffer, 0, length);
            length = 0;
        }
    }
}
