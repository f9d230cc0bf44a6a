package dev.tidings.contracts;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Versions of TLS that nobody should speak any more (RFC 8996), and the one answer of a server that knows nothing
/// newer. It is written by hand, since a JDK no longer speaks them.
public enum OldTls {
    TLS_1_0(0x0301),
    TLS_1_1(0x0302);

    private static final int HANDSHAKE = 22;
    private static final int SERVER_HELLO = 2;
    private static final short ECDHE_ECDSA_AES128_SHA = (short) 0xC009;
    private static final int RANDOM_OCTETS = 32;

    private final short version;

    OldTls(int version) {
        this.version = (short) version;
    }

    /// Reads a ClientHello, answers by a ServerHello of this version, and ends as the client gives up.
    void answer(InputStream in, OutputStream out) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(in.readNBytes(5));
        in.skipNBytes(header.getShort(3));
        out.write(serverHello());
        out.flush();
        in.transferTo(OutputStream.nullOutputStream());
        throw new EOFException("the client agreed to nothing");
    }

    private byte[] serverHello() {
        int body = 2 + RANDOM_OCTETS + 1 + 2 + 1;
        ByteBuffer record = ByteBuffer.allocate(5 + 4 + body);
        record.put((byte) HANDSHAKE).putShort(version).putShort((short) (4 + body));
        record.put((byte) SERVER_HELLO).put((byte) 0).putShort((short) body);
        record.putShort(version).put(new byte[RANDOM_OCTETS]);
        record.put((byte) 0); // no session to resume
        record.putShort(ECDHE_ECDSA_AES128_SHA);
        record.put((byte) 0); // no compression
        return record.array();
    }
}
