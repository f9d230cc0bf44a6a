package dev.tidings.mail;

/// A picture or the like that the HTML shows: `<img src="cid:logo">` shows the inline part with the content
/// id `logo`.
///
/// @param contentId 1–100 octets of ASCII: letters, digits, atom symbols, dots and `@` (RFC 2392; the `@`
///                  that the RFC wants is optional, as all mail clients have it)
/// @param file      what is shown
public record Inline(String contentId, Attachment file) {
    private static final int OCTETS_MAX = 100;

    public Inline {
        Text.requireOctets("the content id", contentId, 1, OCTETS_MAX);
        if (!contentId.chars().allMatch(c -> Grammar.isAtext(c) || c == '.' || c == '@')) {
            throw new IllegalArgumentException("the content id \"%s\" has characters a cid: link cannot hold"
                    .formatted(contentId.replaceAll("\\p{Cntrl}", "?")));
        }
    }
}
