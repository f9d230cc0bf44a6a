package dev.tidings.bus.nats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server says, in its protocol, handed on with headers that the client can read. All but those goes through
/// as it is.
///
/// `HMSG subject 1 [reply] 12 17` says how many octets of headers and how many in all follow, `MSG subject 1 [reply] 5`
/// how many of a body. Anything else is a line.
final class Transcription {
    private static final Pattern MESSAGE =
            Pattern.compile("MSG[ \\t].*[ \\t](?<body>\\d{1,9})\\s*", Pattern.CASE_INSENSITIVE);

    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final ByteArrayOutputStream ready = new ByteArrayOutputStream();
    /// Of a body that is to come yet, with the end of its line.
    private int passing;
    private Optional<Announced> announced = Optional.empty();

    /// A message whose headers are to come yet.
    private record Announced(String subject, boolean answered, int headers, int body) {
        private static final Pattern LINE = Pattern.compile(
                "(?<subject>HMSG[ \\t]+\\S+[ \\t]+\\S+(?<reply>[ \\t]+\\S+)?)"
                        + "[ \\t]+(?<headers>\\d{1,9})[ \\t]+(?<all>\\d{1,9})\\s*",
                Pattern.CASE_INSENSITIVE);

        static Optional<Announced> in(String line) {
            Matcher told = LINE.matcher(line);
            if (!told.matches()) return Optional.empty();
            int headers = Integer.parseInt(told.group("headers"));
            int body = Integer.parseInt(told.group("all")) - headers;
            return Optional.of(new Announced(told.group("subject"), told.group("reply") != null, headers, body))
                    .filter(each -> headers > 0 && body >= 0);
        }

        byte[] with(byte[] other) {
            return "%s %d %d\r\n"
                    .formatted(subject, other.length, other.length + body)
                    .getBytes(ISO_8859_1);
        }
    }

    /// Takes what has come in.
    void hear(byte[] octets, int offset, int count) {
        int end = offset + count;
        for (int at = offset; at < end; ) {
            if (passing > 0) at = pass(octets, at, end);
            else if (announced.isPresent()) at = gather(announced.get(), octets, at, end);
            else at = gatherLine(octets, at, end);
        }
    }

    /// What can be handed on of it.
    byte[] takeReady() {
        byte[] taken = ready.toByteArray();
        ready.reset();
        return taken;
    }

    private int pass(byte[] octets, int at, int end) {
        int length = Math.min(passing, end - at);
        ready.write(octets, at, length);
        passing -= length;
        return at + length;
    }

    private int gatherLine(byte[] octets, int at, int end) {
        int next = at;
        while (next < end && octets[next] != '\n') next++;
        boolean isWhole = next < end;
        if (isWhole) next++;
        gathered.write(octets, at, next - at);
        if (isWhole) hear(takeGathered());
        return next;
    }

    private void hear(byte[] line) {
        String text = new String(line, ISO_8859_1);
        announced = Announced.in(text);
        if (announced.isPresent()) return;
        Matcher message = MESSAGE.matcher(text);
        if (message.matches()) passing = Integer.parseInt(message.group("body")) + 2;
        ready.writeBytes(line);
    }

    private int gather(Announced message, byte[] octets, int at, int end) {
        int length = Math.min(message.headers - gathered.size(), end - at);
        gathered.write(octets, at, length);
        if (gathered.size() == message.headers) hearHeaders(message);
        return at + length;
    }

    private void hearHeaders(Announced message) {
        byte[] legible = LegibleHeaders.of(takeGathered(), message.answered);
        ready.writeBytes(message.with(legible));
        ready.writeBytes(legible);
        passing = message.body + 2;
        announced = Optional.empty();
    }

    private byte[] takeGathered() {
        byte[] taken = gathered.toByteArray();
        gathered.reset();
        return taken;
    }
}
