package dev.tidings.mail;

import java.util.Arrays;

/// A file that travels with a mail.
///
/// The bytes are handed over, not copied: a report may be megabytes and go to a thousand people. Whoever
/// gives or takes them leaves them as they are.
///
/// @param name      as the reader sees it: 1–255 octets of UTF-8, no control characters, no `/` or `\`
/// @param mediaType `type/subtype`, with parameters where needed: `text/csv; charset=utf-8`
/// @param content   the file's bytes
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record Attachment(String name, String mediaType, byte[] content) {
    private static final int NAME_OCTETS_MAX = 255;

    public Attachment {
        Text.requirePrintable("the attachment's name", name);
        Text.requireOctets("the attachment's name", name, 1, NAME_OCTETS_MAX);
        if (name.isBlank() || !name.equals(name.strip()) || name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("\"%s\" is not a file name".formatted(name));
        }
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("the attachment's name \"%s\" contains a path".formatted(name));
        }
        MediaType.require(mediaType);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment that
                && name.equals(that.name)
                && mediaType.equals(that.mediaType)
                && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + mediaType.hashCode()) + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return "%s (%s, %d bytes)".formatted(name, mediaType, content.length);
    }
}
