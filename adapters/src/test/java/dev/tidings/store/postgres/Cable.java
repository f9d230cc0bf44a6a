package dev.tidings.store.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Leads to a server, until it is cut, or says nothing.
final class Cable implements AutoCloseable {
    private final int to;
    private final ServerSocket entrance;
    private final List<Socket> ends = new CopyOnWriteArrayList<>();
    private volatile boolean cut;
    private volatile boolean silent;

    Cable(int to) throws IOException {
        this.to = to;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::take);
    }

    int port() {
        return entrance.getLocalPort();
    }

    private void take() {
        try {
            while (true) {
                Socket here = entrance.accept();
                Socket there = new Socket(InetAddress.getLoopbackAddress(), to);
                ends.addAll(List.of(here, there));
                if (cut) cut();
                Thread.ofVirtual().start(() -> carry(here, there));
                Thread.ofVirtual().start(() -> carry(there, here));
            }
        } catch (IOException closed) {
            cut();
        }
    }

    private void carry(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] octets = new byte[8192];
            for (int count = in.read(octets); count >= 0; count = in.read(octets)) {
                while (silent) Thread.sleep(20);
                out.write(octets, 0, count);
            }
        } catch (IOException | InterruptedException ended) {
            // as cables do
        }
    }

    void cut() {
        cut = true;
        for (Socket each : ends) {
            try {
                each.close();
            } catch (IOException closed) {
                // that was wanted
            }
        }
        ends.clear();
    }

    /// Nothing comes through, and nobody is told.
    void silence() {
        silent = true;
    }

    void mend() {
        cut = false;
        silent = false;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        cut();
        mend();
    }
}
