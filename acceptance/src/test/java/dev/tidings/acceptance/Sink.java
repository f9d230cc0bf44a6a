package dev.tidings.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An independent mail server in a process of its own, which judges others: before it answers `250` to a
/// message it writes envelope recipient, Message-ID and the time to a file and forces it to disk.
///
/// `java … Sink FILE DELAY_MILLIS [chunking]` prints its port and serves until it is ended.
public final class Sink {
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

    private final FileChannel log;
    private final Duration delay;

    private Sink(FileChannel log, Duration delay) {
        this.log = log;
        this.delay = delay;
    }

    public static void main(String[] arguments) throws IOException {
        FileChannel log = FileChannel.open(
                Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        boolean chunking = arguments.length > 2 && arguments[2].equals("chunking");
        Sink sink = new Sink(log, Duration.ofMillis(Long.parseLong(arguments[1])));
        try (ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            System.out.flush();
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> new Conversation(socket, chunking, sink::keep).hold());
            }
        }
    }

    private void keep(String recipient, String content) throws IOException, InterruptedException {
        Thread.sleep(delay);
        Matcher id = MESSAGE_ID.matcher(content);
        String line = recipient + "\t" + (id.find() ? id.group(1) : "none") + "\t" + System.currentTimeMillis() + "\n";
        synchronized (log) {
            log.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
            log.force(false);
        }
    }
}
