package dev.tidings.server.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The readable parts of a mail that we composed ourselves: UTF-8 text and HTML out of its MIME parts
/// (RFC 2045, RFC 2046). Attachments are passed over.
///
/// @param text empty when there is none
/// @param html empty when there is none
record Letter(Optional<String> text, Optional<String> html) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=(?:\"([^\"]+)\"|([^;\\s]+))");

    static Letter read(byte[] mail) {
        return part(new String(mail, ISO_8859_1));
    }

    private static Letter part(String octets) {
        int end = octets.indexOf("\r\n\r\n");
        String headers = (end < 0 ? octets : octets.substring(0, end)).replaceAll("\r\n[ \t]+", " ");
        String body = end < 0 ? "" : octets.substring(end + 4);
        String type = header(headers, "Content-Type").orElse("text/plain");
        String kind = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (kind.startsWith("multipart/")) {
            return parts(body, type);
        }
        boolean attached = header(headers, "Content-Disposition")
                .filter(value -> value.startsWith("attachment"))
                .isPresent();
        String encoding = header(headers, "Content-Transfer-Encoding").orElse("7bit");
        return switch (kind) {
            case "text/plain" -> new Letter(Optional.of(decoded(body, encoding)).filter(text -> !attached), Optional.empty());
            case "text/html" -> new Letter(Optional.empty(), Optional.of(decoded(body, encoding)).filter(html -> !attached));
            default -> new Letter(Optional.empty(), Optional.empty());
        };
    }

    private static Letter parts(String body, String type) {
        Matcher boundary = BOUNDARY.matcher(type);
        Letter found = new Letter(Optional.empty(), Optional.empty());
        if (boundary.find()) {
            String given = Optional.ofNullable(boundary.group(1)).orElseGet(() -> boundary.group(2));
            String[] pieces = ("\r\n" + body).split(Pattern.quote("\r\n--" + given), -1);
            for (int piece = 1; piece < pieces.length && !pieces[piece].startsWith("--"); piece++) {
                Letter part = part(pieces[piece].replaceFirst("^[ \t]*\r\n", ""));
                found = new Letter(found.text.or(part::text), found.html.or(part::html));
            }
        }
        return found;
    }

    private static Optional<String> header(String headers, String name) {
        return headers.lines()
                .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static String decoded(String body, String encoding) {
        return new String(
                switch (encoding.toLowerCase(Locale.ROOT)) {
                    case "base64" -> Base64.getMimeDecoder().decode(body);
                    case "quoted-printable" -> unquoted(body);
                    default -> body.getBytes(ISO_8859_1);
                },
                UTF_8);
    }

    /// RFC 2045 §6.7
    private static byte[] unquoted(String body) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(body.length());
        for (int at = 0; at < body.length(); at++) {
            char c = body.charAt(at);
            if (c != '=') {
                octets.write(c);
            } else if (body.startsWith("\r\n", at + 1)) {
                at += 2;
            } else {
                octets.write(Integer.parseInt(body, at + 1, at + 3, 16));
                at += 2;
            }
        }
        return octets.toByteArray();
    }
}
