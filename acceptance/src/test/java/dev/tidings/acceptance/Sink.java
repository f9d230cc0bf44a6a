package dev.tidings.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An independent mail server in a process of its own, which judges others: before it answers `250` to a
/// message it writes envelope recipient and Message-ID to a file and forces it to disk.
///
/// `java … Sink FILE DELAY_MILLIS [chunking]` prints its port and serves until it is ended.
public final class Sink {
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

    private final FileChannel log;
    private final Duration delay;
    private final boolean chunking;

    private Sink(FileChannel log, Duration delay, boolean chunking) {
        this.log = log;
        this.delay = delay;
        this.chunking = chunking;
    }

    public static void main(String[] arguments) throws IOException {
        FileChannel log = FileChannel.open(
                Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        boolean chunking = arguments.length > 2 && arguments[2].equals("chunking");
        Sink sink = new Sink(log, Duration.ofMillis(Long.parseLong(arguments[1])), chunking);
        try (ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            System.out.flush();
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> sink.serve(socket));
            }
        }
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            socket.setTcpNoDelay(true);
            say(out, "220 sink ESMTP");
            String recipient = "";
            while (true) {
                String line = line(in);
                String verb = line.toUpperCase(Locale.ROOT);
                if (verb.startsWith("EHLO")) {
                    String more = chunking ? "250-CHUNKING\r\n" : "";
                    say(out, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n" + more + "250 SIZE 50000000");
                } else if (verb.startsWith("BDAT ")) {
                    keep(recipient, new String(octets(in, Integer.parseInt(verb.split(" ")[1])), ISO_8859_1));
                    say(out, "250 2.0.0 kept");
                } else if (verb.startsWith("RCPT TO:")) {
                    recipient = line.substring(8).strip();
                    say(out, "250 2.1.5 ok");
                } else if (verb.startsWith("DATA")) {
                    say(out, "354 go on");
                    keep(recipient, content(in));
                    say(out, "250 2.0.0 kept");
                } else if (verb.startsWith("QUIT")) {
                    say(out, "221 bye");
                    return;
                } else {
                    say(out, "250 2.0.0 ok");
                }
            }
        } catch (EOFException gone) {
            // The other side hung up; a killed process does.
        } catch (IOException | InterruptedException broken) {
            System.err.println("sink: " + broken);
        }
    }

    private void keep(String recipient, String content) throws IOException, InterruptedException {
        Thread.sleep(delay);
        Matcher id = MESSAGE_ID.matcher(content);
        String line = recipient + "\t" + (id.find() ? id.group(1) : "none") + "\n";
        synchronized (log) {
            log.write(ByteBuffer.wrap(line.getBytes(UTF_8)));
            log.force(false);
        }
    }

    private static byte[] octets(InputStream in, int count) throws IOException {
        byte[] octets = in.readNBytes(count);
        if (octets.length < count) {
            throw new EOFException();
        }
        return octets;
    }

    private static String content(InputStream in) throws IOException {
        StringBuilder content = new StringBuilder();
        for (String line = line(in); !line.equals("."); line = line(in)) {
            content.append(line).append('\n');
        }
        return content.toString();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                throw new EOFException();
            }
            line.write(octet);
        }
        String text = line.toString(ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(ISO_8859_1));
        out.flush();
    }
}
