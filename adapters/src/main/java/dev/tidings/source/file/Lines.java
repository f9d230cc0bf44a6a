package dev.tidings.source.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// A text file line by line, in UTF-8. Each line is decoded by itself, so that a broken one can be named and
/// the next one read.
final class Lines implements Closeable {
    /// Of one line; a file without line ends is no list of people.
    private static final int BYTES_MAX = 1_000_000;

    private static final int BUFFER = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /// How the file is called in messages.
    final String path;

    private final InputStream octets;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final byte[] buffer = new byte[BUFFER];
    private final Deque<Line> putBack = new ArrayDeque<>();
    private int at;
    private int filled;
    private int number;

    private Lines(String path, InputStream octets) {
        this.path = path;
        this.octets = octets;
    }

    static Lines of(Path file, String path) throws IOException {
        return new Lines(path, Files.newInputStream(file));
    }

    /// @param number from 1
    /// @param text   without its line end; null when it is not UTF-8
    record Line(int number, @Nullable String text) {}

    /// The next line; null after the last.
    @Nullable
    Line next() throws IOException {
        if (!putBack.isEmpty()) return putBack.poll();
        byte[] line = new byte[128];
        int length = 0;
        boolean any = false;
        while (at < filled || fill()) {
            any = true;
            byte octet = buffer[at++];
            if (octet == '\n') break;
            if (length == line.length) line = Arrays.copyOf(line, grown(length));
            line[length++] = octet;
        }
        if (!any) return null;
        number++;
        if (length > 0 && line[length - 1] == '\r') length--;
        return new Line(number, decoded(line, length));
    }

    /// These come again, in their order.
    void putBack(Collection<Line> lines) {
        Iterator<Line> backwards = new ArrayDeque<>(lines).descendingIterator();
        while (backwards.hasNext()) putBack.push(backwards.next());
    }

    String place(int line) {
        return path + ":" + line;
    }

    private boolean fill() throws IOException {
        filled = Math.max(0, octets.read(buffer));
        at = 0;
        return filled > 0;
    }

    private int grown(int length) throws IOException {
        if (length >= BYTES_MAX) {
            throw new IOException("%s: the line has more than %,d bytes".formatted(place(number + 1), BYTES_MAX));
        }
        return Math.min(2 * length, BYTES_MAX);
    }

    private @Nullable String decoded(byte[] line, int length) {
        try {
            String text = decoder.decode(ByteBuffer.wrap(line, 0, length)).toString();
            return number == 1 && text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }
}
