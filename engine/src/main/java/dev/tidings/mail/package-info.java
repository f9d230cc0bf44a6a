/// **mail**: what is sent. Addresses, messages, bodies, attachments.
///
/// Everything here is an immutable value that checks itself when it is made: text that goes into a header or
/// an SMTP command holds no control character, no line end and no broken character, so nothing later needs to
/// look again. Nothing here knows when a mail is due, how it was made, how it looks on the wire, or how it
/// leaves. Text and sizes follow RFC 5321, RFC 5322, RFC 6531 and RFC 2045.
///
/// May import: the JDK.
@NullMarked
package dev.tidings.mail;

import org.jspecify.annotations.NullMarked;
