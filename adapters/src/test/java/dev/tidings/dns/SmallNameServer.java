package dev.tidings.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A name server (RFC 1035) on the loopback interface, for a few names. What is too long for a datagram it
/// says by TCP; of `silent.example` it says nothing, of `broken.example` that it has failed.
final class SmallNameServer implements AutoCloseable {
    private static final int A = 1;
    private static final int MX = 15;
    private static final int TXT = 16;
    private static final int AAAA = 28;
    private static final int DATAGRAM_MAX = 512;

    private record Question(int id, String name, int type, byte[] octets) {}

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Map<String, List<byte[]>> records = new HashMap<>();

    SmallNameServer() {
        try {
            InetAddress here = InetAddress.getLoopbackAddress();
            udp = new DatagramSocket(new InetSocketAddress(here, 0));
            tcp = new ServerSocket(udp.getLocalPort(), 10, here);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("name-server-udp").start(this::answerDatagrams);
        Thread.ofVirtual().name("name-server-tcp").start(this::answerStreams);
    }

    String url() {
        return "dns://127.0.0.1:" + udp.getLocalPort();
    }

    /// One record, of these strings, each at most 255 octets.
    SmallNameServer text(String name, String... strings) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (String string : strings) {
            data.write(string.length());
            data.writeBytes(string.getBytes(ISO_8859_1));
        }
        return record(name, TXT, data.toByteArray());
    }

    SmallNameServer exchanger(String name, int preference, String host) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        data.write(preference >> 8);
        data.write(preference);
        data.writeBytes(labels(host));
        return record(name, MX, data.toByteArray());
    }

    SmallNameServer address(String name, String literal) {
        byte[] octets = InetAddress.ofLiteral(literal).getAddress();
        return record(name, octets.length == 4 ? A : AAAA, octets);
    }

    private SmallNameServer record(String name, int type, byte[] data) {
        records.computeIfAbsent(name + " " + type, _ -> new ArrayList<>()).add(data);
        return this;
    }

    private static byte[] labels(String name) {
        ByteArrayOutputStream labels = new ByteArrayOutputStream();
        for (String label : name.isEmpty() ? new String[0] : name.split("\\.")) {
            labels.write(label.length());
            labels.writeBytes(label.getBytes(ISO_8859_1));
        }
        labels.write(0);
        return labels.toByteArray();
    }

    private void answerDatagrams() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
                udp.receive(packet);
                Question question = question(Arrays.copyOf(packet.getData(), packet.getLength()));
                if (question.name().equals("silent.example")) {
                    continue;
                }
                byte[] answer = answer(question);
                byte[] shown = answer.length <= DATAGRAM_MAX ? answer : header(question, 0x8600, 0);
                udp.send(new DatagramPacket(shown, shown.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void answerStreams() {
        try {
            while (true) {
                try (Socket socket = tcp.accept()) {
                    DataInputStream in = new DataInputStream(socket.getInputStream());
                    byte[] answer = answer(question(in.readNBytes(in.readUnsignedShort())));
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private static Question question(byte[] octets) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (octets[at] != 0) {
            name.append(name.isEmpty() ? "" : ".").append(new String(octets, at + 1, octets[at], ISO_8859_1));
            at += 1 + octets[at];
        }
        int type = (octets[at + 1] & 0xFF) << 8 | octets[at + 2] & 0xFF;
        int id = (octets[0] & 0xFF) << 8 | octets[1] & 0xFF;
        return new Question(id, name.toString().toLowerCase(Locale.ROOT), type, Arrays.copyOfRange(octets, 12, at + 5));
    }

    private byte[] answer(Question question) {
        List<byte[]> found = records.getOrDefault(question.name() + " " + question.type(), List.of());
        boolean known = records.keySet().stream().anyMatch(each -> each.startsWith(question.name() + " "));
        int code = question.name().equals("broken.example") ? 2 : known ? 0 : 3;
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(header(question, 0x8400 | code, found.size()));
        for (byte[] data : found) {
            answer.writeBytes(new byte[] {(byte) 0xC0, 12, 0, (byte) question.type(), 0, 1, 0, 0, 0, 60});
            answer.write(data.length >> 8);
            answer.write(data.length);
            answer.writeBytes(data);
        }
        return answer.toByteArray();
    }

    private static byte[] header(Question question, int flags, int answers) {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        for (int word : new int[] {question.id(), flags, 1, answers, 0, 0}) {
            header.write(word >> 8);
            header.write(word);
        }
        header.writeBytes(question.octets());
        return header.toByteArray();
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
