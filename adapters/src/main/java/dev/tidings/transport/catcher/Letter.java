package dev.tidings.transport.catcher;

import java.util.List;
import java.util.Optional;

/// A mail as a reader's program would show it.
///
/// @param subject     decoded; empty when there is none
/// @param from        decoded, as it stands in the header
/// @param headers     all of them, unfolded and decoded, in order
/// @param html        the HTML body, if there is one
/// @param text        the text body, if there is one
/// @param attachments files, and pictures the HTML shows
/// @param trouble     why not all of it could be read
public record Letter(
        String subject,
        String from,
        String to,
        List<Field> headers,
        Optional<String> html,
        Optional<String> text,
        List<Attached> attachments,
        Optional<String> trouble) {

    public record Field(String name, String value) {}

    /// @param place     its number among the attachments, from 0
    /// @param contentId without brackets: what `cid:` in the HTML refers to
    /// @param type      the media type without parameters, lower-case
    /// @param inline    shown by the HTML rather than offered beside it
    public record Attached(
            int place, String name, String type, Optional<String> contentId, boolean inline, byte[] content) {
        public int size() {
            return content.length;
        }
    }

    /// As it stands in the header, decoded; empty when there is none.
    public String cc() {
        return headers.stream()
                .filter(each -> each.name().equalsIgnoreCase("Cc"))
                .map(Field::value)
                .findFirst()
                .orElse("");
    }

    /// Reads RFC 5322 octets; what cannot be read is left out and told.
    public static Letter read(byte[] octets) {
        return new LetterReader().read(octets);
    }
}
