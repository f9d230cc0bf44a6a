package dev.tidings.acceptance.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The network between one node and a server: passes octets on, or does not.
final class Gate implements AutoCloseable {
    private enum State {
        OPEN,
        /// Whoever is connected is cut off, whoever comes is turned away.
        CUT,
        /// Everybody may come, and nothing is passed on; it arrives when the gate opens again.
        HOLDING
    }

    private static final int OCTETS = 16 * 1024;
    private static final long LOOK_MILLIS = 20;

    private final ServerSocket door;
    private final int behind;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;
    private volatile Duration delay = Duration.ZERO;

    /// @param behind the server's port
    Gate(int behind) throws IOException {
        this.behind = behind;
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().name("gate").start(this::attend);
    }

    int port() {
        return door.getLocalPort();
    }

    void cut() {
        state = State.CUT;
        sockets.forEach(Gate::end);
    }

    void hold() {
        state = State.HOLDING;
    }

    /// Each piece takes so much longer.
    void slow(Duration by) {
        delay = by;
    }

    /// What was held arrives late.
    void open() {
        delay = Duration.ZERO;
        state = State.OPEN;
    }

    private void attend() {
        while (!door.isClosed()) {
            try {
                Socket here = door.accept();
                if (state == State.CUT) end(here);
                else join(here, new Socket(InetAddress.getLoopbackAddress(), behind));
            } catch (IOException nobody) {
                // the server behind is not there, or the gate is closed
            }
        }
    }

    private void join(Socket here, Socket there) throws IOException {
        here.setTcpNoDelay(true);
        there.setTcpNoDelay(true);
        sockets.add(here);
        sockets.add(there);
        Thread.ofVirtual().start(() -> pass(here, there));
        Thread.ofVirtual().start(() -> pass(there, here));
    }

    private void pass(Socket from, Socket to) {
        byte[] octets = new byte[OCTETS];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(octets); read >= 0; read = in.read(octets)) {
                Thread.sleep(delay);
                while (state == State.HOLDING) Thread.sleep(LOOK_MILLIS);
                out.write(octets, 0, read);
                out.flush();
            }
            while (state == State.HOLDING) Thread.sleep(LOOK_MILLIS);
        } catch (IOException | InterruptedException over) {
            // one of them has gone, and the other goes with it
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // all the better
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
