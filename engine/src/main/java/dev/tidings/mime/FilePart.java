package dev.tidings.mime;

import dev.tidings.mail.Attachment;
import dev.tidings.mail.Inline;
import java.util.Optional;

/// A file, as base64.
record FilePart(Attachment file, Optional<String> contentId) implements Part {
    static FilePart attached(Attachment file) {
        return new FilePart(file, Optional.empty());
    }

    static FilePart shown(Inline inline) {
        return new FilePart(inline.file(), Optional.of(inline.contentId()));
    }

    @Override
    public void write(Octets out) {
        out.add("Content-Type: ").add(file.mediaType());
        FileName.writeName(file.name(), out);
        out.add("\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: ");
        out.add(contentId.isPresent() ? "inline" : "attachment");
        FileName.writeFilename(file.name(), out);
        contentId.ifPresent(id -> out.add("\r\nContent-ID: <").add(id).add('>'));
        out.add("\r\n\r\n");
        Base64Lines.write(file.content(), out);
    }

    @Override
    public int octetsExpected() {
        return 512 + Base64Lines.octets(file.content().length);
    }
}
