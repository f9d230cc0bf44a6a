package dev.tidings.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

/// One command line, without its CRLF.
///
/// The last net against injection: whatever was checked before, a line with a control character is never
/// written (CVE-2025-7962 is what happens otherwise).
final class Command {
    private final Verb verb;
    private final String line;
    private final String shown;

    private Command(Verb verb, String line, String shown) {
        for (int i = 0; i < line.length(); i++) {
            if (isControl(line.charAt(i))) {
                throw new IllegalArgumentException("a command line with a control character: " + verb);
            }
        }
        this.verb = verb;
        this.line = line;
        this.shown = shown;
    }

    /// C0, DEL, C1 and the Unicode separators.
    private static boolean isControl(int character) {
        return character < ' '
                || character >= 0x7F && (character <= 0x9F || character == 0x2028 || character == 0x2029);
    }

    static Command of(Verb verb, String line) {
        return new Command(verb, line, line);
    }

    /// A line of which a transcript shows only `shown`.
    static Command secret(Verb verb, String line, String shown) {
        return new Command(verb, line, shown);
    }

    Verb verb() {
        return verb;
    }

    byte[] octets() {
        return (line + "\r\n").getBytes(UTF_8);
    }

    @Override
    public String toString() {
        return shown;
    }
}
