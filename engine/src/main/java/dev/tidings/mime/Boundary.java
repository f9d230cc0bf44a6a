package dev.tidings.mime;

import dev.tidings.mail.MessageId;

/// The line between the parts of a message.
///
/// It is derived from the Message-ID, so a retry repeats the same bytes, and certain not to occur in any
/// content: it holds `=_`, which neither base64 nor quoted-printable can produce (RFC 2045 §6.7), and text
/// with `=_` in it is never sent as 7bit (see [Encoding]).
final class Boundary {
    static final String CERTAIN = "=_";

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final String HEX = "0123456789abcdef";

    private Boundary() {}

    static String of(MessageId id) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < id.value().length(); i++) hash = (hash ^ id.value().charAt(i)) * FNV_PRIME;
        StringBuilder boundary = new StringBuilder(24).append(CERTAIN);
        for (int shift = 60; shift >= 0; shift -= 4) boundary.append(HEX.charAt((int) (hash >>> shift) & 15));
        return boundary.append('_').toString();
    }
}
