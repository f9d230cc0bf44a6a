/// **mime**: a message as the bytes that go on the wire (RFC 5322, RFC 2045–2049, RFC 2231).
///
/// One way in, [Mime#write]; what it wrote can be signed, [DkimSigner#sign]. Lines end in CRLF and nowhere does
/// a CR or LF stand alone; no line is longer than 998 octets; headers are ASCII but for addresses that need
/// SMTPUTF8. The same message gives the same bytes every time. Dot-stuffing is not done here: it belongs to
/// SMTP. Written for speed: bytes go straight into one growing buffer.
///
/// May import: mail.
@NullMarked
package dev.tidings.mime;

import org.jspecify.annotations.NullMarked;
