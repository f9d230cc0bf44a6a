package dev.tidings.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// A mail server in a process of its own that takes everything and keeps nothing. Prints its port.
///
/// `DiscardingSink [chunking] [faults=PERCENT]`: so many messages of a hundred meet one of [Fault].
public final class DiscardingSink {
    private static final byte[] END = {'\r', '\n', '.', '\r', '\n'};

    private DiscardingSink() {}

    public static void main(String[] arguments) throws IOException {
        boolean chunking = List.of(arguments).contains("chunking");
        Supplier<Fault> faults = Fault.among(arguments);
        try (ServerSocket server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            System.out.flush();
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> new Conversation(socket, chunking, faults).hold());
            }
        }
    }

    /// Reads as much as there is, answers what it holds, in one write.
    private static final class Conversation {
        private final Socket socket;
        private final boolean chunking;
        private final Supplier<Fault> faults;
        private final byte[] buffer = new byte[64 * 1024];
        private int from;
        private int to;

        Conversation(Socket socket, boolean chunking, Supplier<Fault> faults) {
            this.socket = socket;
            this.chunking = chunking;
            this.faults = faults;
        }

        void hold() {
            try (socket;
                    InputStream in = socket.getInputStream();
                    OutputStream out = socket.getOutputStream()) {
                socket.setTcpNoDelay(true);
                StringBuilder replies = new StringBuilder("220 sink\r\n");
                while (true) {
                    if (from == to || !hasLine()) {
                        out.write(replies.toString().getBytes(ISO_8859_1));
                        replies.setLength(0);
                        if (!fill(in)) {
                            return;
                        }
                        continue;
                    }
                    String verb = line().toUpperCase(Locale.ROOT);
                    if (verb.startsWith("DATA")) {
                        out.write(replies.append("354 go on\r\n").toString().getBytes(ISO_8859_1));
                        replies.setLength(0);
                        skipContent(in);
                        faults.get().answer(socket, replies);
                    } else if (verb.startsWith("EHLO")) {
                        replies.append("250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n");
                        replies.append(chunking ? "250-CHUNKING\r\n" : "").append("250 SIZE 50000000\r\n");
                    } else if (verb.startsWith("BDAT")) {
                        skip(in, Integer.parseInt(verb.split(" ")[1]));
                        faults.get().answer(socket, replies);
                    } else {
                        replies.append(verb.startsWith("QUIT") ? "221 bye\r\n" : "250 ok\r\n");
                    }
                }
            } catch (IOException gone) {
                // hung up
            }
        }

        private boolean hasLine() {
            for (int at = from; at < to; at++) {
                if (buffer[at] == '\n') {
                    return true;
                }
            }
            return false;
        }

        private String line() {
            int at = from;
            while (buffer[at] != '\n') {
                at++;
            }
            String line = new String(buffer, from, at - from, ISO_8859_1);
            from = at + 1;
            return line;
        }

        private boolean fill(InputStream in) throws IOException {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            int read = in.read(buffer, to, buffer.length - to);
            to += Math.max(0, read);
            return read > 0;
        }

        private void skip(InputStream in, int octets) throws IOException {
            for (int left = octets; left > 0; ) {
                if (from == to && !fill(in)) {
                    throw new IOException("ended in content");
                }
                int now = Math.min(left, to - from);
                from += now;
                left -= now;
            }
        }

        private void skipContent(InputStream in) throws IOException {
            int matched = 2; // the command's own line end counts
            while (matched < END.length) {
                if (from == to && !fill(in)) {
                    throw new IOException("ended in content");
                }
                byte octet = buffer[from++];
                if (octet == END[matched]) {
                    matched++;
                } else {
                    matched = octet == '\r' ? 1 : 0;
                }
            }
        }
    }
}
