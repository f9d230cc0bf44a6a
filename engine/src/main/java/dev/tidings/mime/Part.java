package dev.tidings.mime;

/// A body part: its own header fields, an empty line, and what it holds. The line end before the next
/// boundary is the boundary's (RFC 2046 §5.1.1), so a part does not end its last line.
sealed interface Part permits TextPart, FilePart, Multipart {
    void write(Octets out);

    /// About how much room it takes; a guess that is right spares the buffer from growing.
    int octetsExpected();
}
