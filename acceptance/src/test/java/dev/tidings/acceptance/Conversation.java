package dev.tidings.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;

/// One connection of a mail server that takes everything, by code that shares nothing with the product.
record Conversation(Socket socket, boolean chunking, Keeper keeper) {
    /// Told of each message before it is answered for.
    @FunctionalInterface
    interface Keeper {
        /// @param recipient as RCPT says it, in brackets
        void keep(String recipient, String content) throws IOException, InterruptedException;
    }

    void hold() {
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
                    keeper.keep(recipient, new String(octets(in, Integer.parseInt(verb.split(" ")[1])), ISO_8859_1));
                    say(out, "250 2.0.0 kept");
                } else if (verb.startsWith("RCPT TO:")) {
                    recipient = line.substring(8).strip();
                    say(out, "250 2.1.5 ok");
                } else if (verb.startsWith("DATA")) {
                    say(out, "354 go on");
                    keeper.keep(recipient, content(in));
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
