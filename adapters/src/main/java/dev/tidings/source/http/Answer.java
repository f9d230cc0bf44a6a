package dev.tidings.source.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The body of an answer, of which only so much is read.
final class Answer extends FilterInputStream {
    private final long bytesMax;
    private long bytes;

    Answer(InputStream body, long bytesMax) {
        super(body);
        this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) count(1);
        return octet;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        if (read > 0) count(read);
        return read;
    }

    private void count(int more) throws IOException {
        bytes += more;
        if (bytes > bytesMax) throw new IOException("has more than %,d bytes, which is the limit".formatted(bytesMax));
    }

    @Override
    public void close() {
        WebSource.close(in);
    }
}
