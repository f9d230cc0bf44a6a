package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.mail.Grammar;

/// A file's name as a parameter of a part's header.
///
/// A name beyond ASCII stands there twice, for two generations of readers: `filename*=` as RFC 2231 has it,
/// and `name=` with encoded words, which RFC 2047 forbids in parameters but which older clients (Foxmail, QQ)
/// read and no other minds. The two are in different fields because readers disagree on which of two
/// `filename`s counts.
final class FileName {
    private static final int COLUMNS_MAX = 76;
    private static final String HEX = "0123456789ABCDEF";
    private static final String CHARSET = "UTF-8''";

    private FileName() {}

    /// For `Content-Type`.
    static void writeName(String name, Octets out) {
        if (isSimple(name)) {
            writeQuoted("name", name, out);
            return;
        }
        out.add(";\r\n name=\"");
        new EncodedWords(name.getBytes(UTF_8)).writeAt(" name=\"".length(), out);
        out.add('"');
    }

    /// For `Content-Disposition`.
    static void writeFilename(String name, Octets out) {
        if (isSimple(name)) {
            writeQuoted("filename", name, out);
            return;
        }
        String encoded = percentEncoded(name);
        String whole = " filename*=" + CHARSET;
        if (whole.length() + encoded.length() <= COLUMNS_MAX) {
            out.add(";\r\n").add(whole).add(encoded);
            return;
        }
        int from = 0;
        for (int section = 0; from < encoded.length(); section++) {
            String start = " filename*" + section + "*=" + (section == 0 ? CHARSET : "");
            int to = endOfSection(encoded, from, from + COLUMNS_MAX - 1 - start.length());
            out.add(";\r\n").add(start).add(encoded.substring(from, to));
            from = to;
        }
    }

    private static boolean isSimple(String name) {
        return Grammar.isAscii(name) && !name.contains("=?");
    }

    private static void writeQuoted(String parameter, String ascii, Octets out) {
        out.add(";\r\n ").add(parameter).add("=").add(Mailboxes.quoted(ascii));
    }

    private static String percentEncoded(String name) {
        StringBuilder encoded = new StringBuilder(name.length() * 9);
        for (byte b : name.getBytes(UTF_8)) {
            if (isPlain(b)) encoded.append((char) b);
            else encoded.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
        }
        return encoded.toString();
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '.'
                || b == '-'
                || b == '_';
    }

    /// The last place not behind `limit` where a character ends: some readers decode each section by itself.
    private static int endOfSection(String encoded, int from, int limit) {
        if (limit >= encoded.length()) return encoded.length();
        int end = from;
        for (int i = from; i <= limit; i++) {
            if (startsCharacter(encoded, i)) end = i;
        }
        return end;
    }

    private static boolean startsCharacter(String encoded, int i) {
        boolean insideEscape = (i >= 1 && encoded.charAt(i - 1) == '%') || (i >= 2 && encoded.charAt(i - 2) == '%');
        boolean continues = encoded.charAt(i) == '%' && "89AB".indexOf(encoded.charAt(i + 1)) >= 0;
        return !insideEscape && !continues;
    }
}
