package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;

/// Where the fields of a written message's header stand.
///
/// @param fields in their order
/// @param body   where the body begins, behind the empty line
record HeaderFields(List<Field> fields, int body) {

    /// @param to the end, before the CRLF
    record Field(String name, int from, int to) {}

    static HeaderFields of(byte[] mail) {
        List<Field> fields = new ArrayList<>();
        int at = 0;
        while (at < mail.length && mail[at] != '\r') {
            int end = end(mail, at);
            fields.add(new Field(name(mail, at), at, end));
            at = end + 2;
        }
        return new HeaderFields(fields, Math.min(mail.length, at + 2));
    }

    /// The CRLF behind which no white space goes on with the field.
    private static int end(byte[] mail, int from) {
        int at = from;
        do {
            at++;
            while (mail[at] != '\n' || mail[at - 1] != '\r') at++;
        } while (at + 1 < mail.length && (mail[at + 1] == ' ' || mail[at + 1] == '\t'));
        return at - 1;
    }

    private static String name(byte[] mail, int from) {
        int colon = from;
        while (mail[colon] != ':') colon++;
        return new String(mail, from, colon - from, ISO_8859_1);
    }
}
