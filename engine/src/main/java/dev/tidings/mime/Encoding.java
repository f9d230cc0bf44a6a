package dev.tidings.mime;

/// How content is made fit for lines of ASCII (RFC 2045 §6).
enum Encoding {
    /// As it is: ASCII in lines of at most 998 octets.
    SEVEN_BIT("7bit"),
    /// Mostly as it is: for text mostly of Latin letters.
    QUOTED_PRINTABLE("quoted-printable"),
    /// Four characters for three octets: for Chinese text and for files.
    BASE64("base64");

    private final String token;

    Encoding(String token) {
        this.token = token;
    }

    String token() {
        return token;
    }
}
