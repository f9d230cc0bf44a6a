package dev.tidings.mail;

/// What a `Content-Type` may say (RFC 2045 §5.1): `type/subtype`, then `; name=value` any number of times.
final class MediaType {
    private static final int OCTETS_MAX = 200;

    private final String text;
    private int at;

    private MediaType(String text) {
        this.text = text;
    }

    static void require(String text) {
        Text.requirePrintable("the media type", text);
        Text.requireOctets("the media type", text, 3, OCTETS_MAX);
        if (!new MediaType(text).isWellFormed()) {
            throw new IllegalArgumentException("\"%s\" is not a media type like application/pdf".formatted(text));
        }
        if (text.regionMatches(true, 0, "multipart/", 0, 10) || text.regionMatches(true, 0, "message/", 0, 8)) {
            // RFC 2046 forbids base64 for both, and an attachment is always base64
            throw new IllegalArgumentException("an attachment cannot be of type \"%s\"".formatted(text));
        }
    }

    private boolean isWellFormed() {
        if (!token() || !skip('/') || !token()) return false;
        while (at < text.length()) {
            spaces();
            if (!skip(';')) return false;
            spaces();
            int start = at;
            if (!token() || text.regionMatches(true, start, "name=", 0, 5)) return false;
            if (!skip('=') || !(token() || quoted())) return false;
        }
        return true;
    }

    private boolean token() {
        int start = at;
        while (at < text.length() && Grammar.isToken(text.charAt(at))) at++;
        return at > start;
    }

    private boolean quoted() {
        if (at >= text.length() || text.charAt(at) != '"') return false;
        int end = text.indexOf('"', at + 1);
        boolean plain = end > 0 && text.indexOf('\\', at) < 0 && Grammar.isAscii(text);
        at = end + 1;
        return plain;
    }

    private boolean skip(char c) {
        boolean found = at < text.length() && text.charAt(at) == c;
        if (found) at++;
        return found;
    }

    private void spaces() {
        while (at < text.length() && text.charAt(at) == ' ') at++;
    }
}
