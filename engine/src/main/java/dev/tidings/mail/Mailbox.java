package dev.tidings.mail;

/// An address with the name a reader sees: `"Zhang San" <zhang@example.com>`.
///
/// @param name    may be empty; at most 255 octets of UTF-8, no control characters; outer spaces are dropped
/// @param address where the mail goes
public record Mailbox(String name, Address address) {
    private static final int NAME_OCTETS_MAX = 255;
    private static final String NEEDS_QUOTES = "\"\\<>,;@";

    public Mailbox {
        Text.requirePrintable("the display name", name);
        name = name.strip();
        Text.requireOctets("the display name", name, 0, NAME_OCTETS_MAX);
    }

    public static Mailbox of(Address address) {
        return new Mailbox("", address);
    }

    /// Reads `a@b`, `<a@b>`, `Name <a@b>` or `"Name, with anything" <a@b>`. An unquoted name may hold what
    /// people write (dots, brackets, any script) but none of `" \ < > , ; @`, which would make it look like
    /// several addresses.
    ///
    /// @throws MalformedAddress         when the address is wrong
    /// @throws IllegalArgumentException when the name is
    public static Mailbox parse(String text) {
        Text.requirePrintable("the mailbox", text);
        String trimmed = text.strip();
        if (!trimmed.endsWith(">")) return of(Address.parse(trimmed));
        int open = trimmed.startsWith("\"") ? openAfterQuoted(trimmed) : trimmed.indexOf('<');
        if (open < 0) throw new MalformedAddress("a < is missing before the address");
        Address address = Address.parse(trimmed.substring(open + 1, trimmed.length() - 1));
        return new Mailbox(unquoted(trimmed.substring(0, open).strip()), address);
    }

    private static int openAfterQuoted(String text) {
        int end = LocalPart.endOfQuoted(text);
        int open = text.indexOf('<', end);
        if (open < 0 || !text.substring(end, open).isBlank()) {
            throw new MalformedAddress("the quoted name is not followed by an address in < >");
        }
        return open;
    }

    private static String unquoted(String name) {
        if (!name.startsWith("\"")) {
            for (int i = 0; i < name.length(); i++) {
                if (NEEDS_QUOTES.indexOf(name.charAt(i)) >= 0) {
                    throw new MalformedAddress("a name with " + Text.name(name.charAt(i)) + " must stand in quotes");
                }
            }
            return name;
        }
        StringBuilder content = new StringBuilder(name.length());
        for (int i = 1; i < name.length() - 1; i++) {
            if (name.charAt(i) == '\\') i++;
            content.append(name.charAt(i));
        }
        return content.toString();
    }

    @Override
    public String toString() {
        if (name.isEmpty()) return address.toString();
        return "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\" <" + address + ">";
    }
}
