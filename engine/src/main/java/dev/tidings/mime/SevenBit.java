package dev.tidings.mime;

/// Text as it is, with every line end (CRLF, a bare CR, a bare LF) made a CRLF. A bare one could end the mail
/// early at a lenient server and start another ("SMTP smuggling").
final class SevenBit {
    private SevenBit() {}

    static byte[] normalized(byte[] text) {
        Octets out = new Octets(text.length + text.length / 16);
        write(text, out);
        return out.toByteArray();
    }

    static void write(byte[] text, Octets out) {
        int start = 0;
        for (int i = Plain.end(text, 0, text.length); i < text.length; i = Plain.end(text, i + 1, text.length)) {
            byte b = text[i];
            if (b != '\r' && b != '\n') continue;
            out.add(text, start, i).crlf();
            if (b == '\r' && i + 1 < text.length && text[i + 1] == '\n') i++;
            start = i + 1;
        }
        out.add(text, start, text.length);
    }
}
