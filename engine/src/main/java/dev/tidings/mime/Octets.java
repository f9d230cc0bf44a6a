package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Bytes in the making: a buffer that grows.
final class Octets {
    private byte[] bytes;
    private int size;

    Octets(int expected) {
        bytes = new byte[Math.max(64, expected)];
    }

    int size() {
        return size;
    }

    Octets add(char ascii) {
        reserve(1)[size++] = (byte) ascii;
        return this;
    }

    /// Adds text as UTF-8; for ASCII the JDK merely copies it.
    Octets add(String text) {
        return add(text.getBytes(UTF_8));
    }

    Octets add(byte[] source) {
        return add(source, 0, source.length);
    }

    Octets add(byte[] source, int from, int to) {
        System.arraycopy(source, from, reserve(to - from), size, to - from);
        size += to - from;
        return this;
    }

    Octets crlf() {
        return add('\r').add('\n');
    }

    /// Ends the last line, unless it has ended already.
    void endLine() {
        if (size < 2 || bytes[size - 1] != '\n') crlf();
    }

    /// The buffer itself, with at least `octets` free behind [#size]; who writes into it says so with
    /// [#wroteUpTo].
    byte[] reserve(int octets) {
        int needed = Math.addExact(size, octets);
        if (needed > bytes.length)
            bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
        return bytes;
    }

    void wroteUpTo(int end) {
        size = end;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
