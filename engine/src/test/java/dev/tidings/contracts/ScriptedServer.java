package dev.tidings.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A mail server on the loopback interface that follows a [Script], and remembers what it heard.
public final class ScriptedServer implements AutoCloseable {
    private final Script script;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<ReceivedMail> mails = new CopyOnWriteArrayList<>();
    private final StringBuffer clear = new StringBuffer();

    ScriptedServer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("scripted-server").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /// The command lines of all connections, in the order heard; content is not among them.
    public List<String> commands() {
        return List.copyOf(commands);
    }

    public List<ReceivedMail> mails() {
        return List.copyOf(mails);
    }

    /// Every octet read without TLS.
    public String heardInClear() {
        return clear.toString();
    }

    /// How many were accepted so far.
    public int connections() {
        return connections.get();
    }

    /// How many are open now.
    public int openConnections() {
        return open.size();
    }

    /// Says goodbye to everybody, unasked, and closes their connections; new ones are taken.
    public void hangUp(String farewell) {
        try {
            for (Socket socket : open) {
                socket.getOutputStream().write((farewell + "\r\n").getBytes(StandardCharsets.US_ASCII));
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofVirtual().name("scripted-connection").start(() -> serve(socket, number));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            new ScriptedConversation(this, script, socket, number).run();
        } catch (IOException e) {
            // the client went away, as clients may
        } finally {
            open.remove(socket);
        }
    }

    void heard(String command) {
        commands.add(command);
    }

    void heardInClear(int octet) {
        clear.append((char) octet);
    }

    void took(ReceivedMail mail) {
        mails.add(mail);
    }
}
