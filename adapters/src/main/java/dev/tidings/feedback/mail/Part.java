package dev.tidings.feedback.mail;

import java.util.List;

/// One part of a message that holds no further ones.
///
/// @param type   its media type in small letters, `text/plain` where none is given
/// @param octets its content, decoded; of a long one its beginning
record Part(Fields fields, String type, byte[] octets, String text) {
    /// The type of what stands outside of all parts.
    static final String ASIDE = "text/aside";

    List<String> lines() {
        return Text.lines(text);
    }

    boolean isDeliveryStatus() {
        return type.startsWith("message/") && type.endsWith("delivery-status");
    }

    boolean isComplaint() {
        return type.equals("message/feedback-report") || type.equals("message/x-feedback-report");
    }

    /// Whether it is the mail that came back, or its header.
    boolean isReturned() {
        return type.equals("message/rfc822")
                || type.startsWith("message/global")
                || type.startsWith("text/rfc822-header")
                || type.startsWith("message/rfc822-header")
                || type.equals("message/partial");
    }

    /// Whether the mail that came back stands right behind a boundary, as if its header were the part's.
    boolean isHeaderless() {
        return fields.has("received") && (fields.has("from") || fields.has("message-id"));
    }

    /// A multipart is here only where it could not be taken apart.
    boolean isText() {
        return type.startsWith("text/") || type.startsWith("multipart/");
    }

    boolean isAside() {
        return type.equals(ASIDE);
    }
}
