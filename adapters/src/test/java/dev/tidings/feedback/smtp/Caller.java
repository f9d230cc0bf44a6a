package dev.tidings.feedback.smtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/// Whoever calls a receiver, octet by octet if need be.
final class Caller implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Caller(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
    }

    /// @return this, greeted and with a message for one of ours begun
    Caller begun(String hello) throws IOException {
        return greeted(hello).begun();
    }

    Caller greeted(String hello) throws IOException {
        heard();
        asked(hello + " client.example");
        return this;
    }

    Caller begun() throws IOException {
        asked("MAIL FROM:<>");
        asked("RCPT TO:<" + Desk.OURS + ">");
        return this;
    }

    void say(String octets) throws IOException {
        socket.getOutputStream().write(octets.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /// The last line of the next reply; empty at the end of the connection.
    String heard() throws IOException {
        String line = in.readLine();
        while (line != null && line.startsWith("-", 3)) {
            line = in.readLine();
        }
        return line == null ? "" : line;
    }

    String asked(String command) throws IOException {
        say(command + "\r\n");
        return heard();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
