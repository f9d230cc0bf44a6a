package dev.tidings.compose;

/// How much a mail may be. What is beyond is not sent, and says so.
///
/// @param subjectCharsMax characters of a subject; its UTF-8 may have 998 octets besides (RFC 5322 §2.1.1)
/// @param bodyBytesMax    octets of HTML and text together, in UTF-8
/// @param fileBytesMax    octets of one attached file
/// @param filesBytesMax   octets of all attached files together
/// @param mailBytesMax    octets of the finished mail; a file grows by 37 % when it is written as base64
public record Limits(int subjectCharsMax, int bodyBytesMax, int fileBytesMax, int filesBytesMax, int mailBytesMax) {
    private static final int MB = 1_000_000;
    public static final Limits USUAL = new Limits(900, MB, 25 * MB, 25 * MB, 36 * MB);
}
