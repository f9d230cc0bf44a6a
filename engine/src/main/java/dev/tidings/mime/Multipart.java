package dev.tidings.mime;

import java.util.List;

/// Several parts in one (RFC 2046 §5.1).
///
/// @param type     the subtype with its parameters but the boundary
/// @param boundary unlike that of any other multipart of the message, and no prefix of it
record Multipart(String type, String boundary, List<Part> parts) implements Part {
    /// The body and its attachments.
    static Multipart mixed(String boundary, List<Part> parts) {
        return new Multipart("mixed", boundary + "m", parts);
    }

    /// The same thing in several forms, the best one last.
    static Multipart alternative(String boundary, List<Part> parts) {
        return new Multipart("alternative", boundary + "a", parts);
    }

    /// HTML and what it shows (RFC 2387).
    static Multipart related(String boundary, List<Part> parts) {
        return new Multipart("related; type=\"text/html\"", boundary + "r", parts);
    }

    @Override
    public void write(Octets out) {
        out.add("Content-Type: multipart/")
                .add(type)
                .add(";\r\n boundary=\"")
                .add(boundary)
                .add("\"\r\n");
        for (Part part : parts) {
            out.add("\r\n--").add(boundary).add("\r\n");
            part.write(out);
        }
        out.add("\r\n--").add(boundary).add("--");
    }

    @Override
    public int octetsExpected() {
        int octets = 128;
        for (Part part : parts) octets = Math.addExact(octets, 64 + part.octetsExpected());
        return octets;
    }
}
