package dev.tidings.mail;

/// Which list a mail belongs to (RFC 2919), for people's filters: `Weekly report <weekly-report.example.com>`.
///
/// @param title for people; may be empty
/// @param id    the list's name within a domain of the sender's: a dot-atom with a dot in it, at most 255 octets
public record ListId(String title, String id) {
    private static final int TITLE_OCTETS_MAX = 255;
    private static final int ID_OCTETS_MAX = 255;

    public ListId {
        Text.requirePrintable("the list's title", title);
        title = title.strip();
        Text.requireOctets("the list's title", title, 0, TITLE_OCTETS_MAX);
        Text.requireOctets("the list's id", id, 3, ID_OCTETS_MAX);
        if (!Grammar.isDotAtom(id) || id.indexOf('.') < 0) {
            throw new IllegalArgumentException(
                    "a list's id is words of ASCII with dots between them, such as weekly-report.example.com");
        }
    }

    /// Reads `list.example.com` or `Title <list.example.com>`.
    public static ListId parse(String text) {
        Text.requirePrintable("the list's id", text);
        String written = text.strip();
        int open = written.lastIndexOf('<');
        if (open < 0 || !written.endsWith(">")) return new ListId("", written);
        return new ListId(written.substring(0, open), written.substring(open + 1, written.length() - 1));
    }

    public Header header() {
        return new Header(Header.LIST_ID, title.isEmpty() ? "<" + id + ">" : title + " <" + id + ">");
    }
}
