package dev.tidings.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A mail relay that is down until it is brought up: whoever connects is counted, and cut off at once.
final class Relay implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final Map<String, Integer> copies = new ConcurrentHashMap<>();
    private volatile boolean up;

    Relay() throws IOException {
        Thread.ofVirtual().name("relay").start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// How many connections the port has seen.
    int connections() {
        return connections.get();
    }

    /// How many copies each recipient has.
    Map<String, Integer> copies() {
        return Map.copyOf(copies);
    }

    void bringUp() {
        up = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                if (up) {
                    Thread.ofVirtual().start(() -> new Conversation(socket, false, this::keep).hold());
                } else {
                    socket.setSoLinger(true, 0);
                    socket.close();
                }
            }
        } catch (IOException closed) {
            // the story is over
        }
    }

    private void keep(String recipient, String content) {
        copies.merge(recipient, 1, Integer::sum);
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
