package dev.tidings.bus.nats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message's headers as the client can read them. A server passes on whatever it was given; the client stops
/// reading at all at the first octet beyond ASCII, and at whatever else it does not expect.
///
/// Values with other octets are written in Base64 behind a mark. Lines that are no header are left out.
final class LegibleHeaders {
    private static final String VERSION = "NATS/1.0";
    private static final String END = "\r\n";
    private static final String MARK = "=?octets?";
    private static final Pattern STATUS = Pattern.compile("NATS/1\\.0 +[1-9]\\d{2}(?: [\\x20-\\x7e]*)?");
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x39\\x3b-\\x7e]+");
    private static final Pattern PLAIN = Pattern.compile("[\\t\\x20-\\x7e]*");

    private LegibleHeaders() {}

    /// @param block    from `NATS/1.0` to the empty line
    /// @param answered whether it says what to answer to, which a message does, and a status does not
    static byte[] of(byte[] block, boolean answered) {
        String[] lines = new String(block, ISO_8859_1).split(END, -1);
        boolean isStatus = !answered && STATUS.matcher(lines[0]).matches();
        StringBuilder legible = new StringBuilder(block.length)
                .append(isStatus ? lines[0] : VERSION)
                .append(END);
        for (int i = 1; i < lines.length; i++) {
            add(lines[i], legible);
        }
        return legible.append(END).toString().getBytes(ISO_8859_1);
    }

    private static void add(String line, StringBuilder legible) {
        int colon = line.indexOf(':');
        if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) return;
        legible.append(line, 0, colon + 1)
                .append(plain(line.substring(colon + 1)))
                .append(END);
    }

    private static String plain(String value) {
        boolean isPlain = PLAIN.matcher(value).matches() && !value.strip().startsWith(MARK);
        return isPlain ? value : MARK + Base64.getEncoder().encodeToString(value.getBytes(ISO_8859_1));
    }

    /// What a value says; nothing where it is no text in UTF-8.
    static Optional<String> text(String value) {
        if (!value.startsWith(MARK)) return Optional.of(value);
        byte[] octets = Base64.getDecoder().decode(value.substring(MARK.length()));
        try {
            return Optional.of(UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString()
                    .strip());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }
}
