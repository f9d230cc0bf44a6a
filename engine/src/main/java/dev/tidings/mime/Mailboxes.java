package dev.tidings.mime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.mail.Grammar;
import dev.tidings.mail.Header;
import dev.tidings.mail.Mailbox;
import java.util.List;

/// A header field of addresses, folded between them.
final class Mailboxes {
    private static final int COLUMNS_MAX = 76; // not 78, as encoded words may stand on the line (RFC 2047 §2)
    private static final int NAME_MAX = 60; // a longer one goes into encoded words, which can be folded anywhere

    private final Octets out;
    private int column;

    private Mailboxes(Octets out) {
        this.out = out;
    }

    static void write(String field, List<Mailbox> mailboxes, Octets out) {
        out.add(field).add(':');
        new Mailboxes(out).write(field.length() + 1, mailboxes);
        out.crlf();
    }

    /// A title and, in brackets, an id, as a mailbox has a name and an address.
    static void writeListId(Header header, Octets out) {
        int open = header.value().lastIndexOf('<');
        out.add(header.name()).add(':');
        Mailboxes field = new Mailboxes(out);
        field.column = header.name().length() + 1;
        field.name(header.value().substring(0, open).strip(), false);
        field.token(header.value().substring(open), true);
        out.crlf();
    }

    private void write(int start, List<Mailbox> mailboxes) {
        column = start;
        for (int i = 0; i < mailboxes.size(); i++) {
            Mailbox mailbox = mailboxes.get(i);
            String address = mailbox.address().toString();
            name(mailbox.name(), i > 0);
            boolean named = !mailbox.name().isEmpty();
            String end = i + 1 < mailboxes.size() ? "," : "";
            token((named ? "<" + address + ">" : address) + end, i > 0 || named);
        }
    }

    private void name(String name, boolean mayFold) {
        if (name.isEmpty()) return;
        boolean ascii = Grammar.isAscii(name) && name.length() <= NAME_MAX && !name.contains("=?");
        if (ascii) {
            token(isPhrase(name) ? name : quoted(name), mayFold);
            return;
        }
        column = new EncodedWords(name.getBytes(UTF_8)).writeAfter(column, out);
    }

    private void token(String token, boolean mayFold) {
        if (mayFold && column + 1 + token.length() > COLUMNS_MAX) {
            out.crlf();
            column = 0;
        }
        out.add(' ').add(token);
        column += 1 + token.length();
    }

    /// Words of atom characters with single spaces between them need no quotes.
    private static boolean isPhrase(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == ' ' ? name.charAt(i + 1) == ' ' : !Grammar.isAtext(c)) return false;
        }
        return true;
    }

    static String quoted(String ascii) {
        StringBuilder quoted = new StringBuilder(ascii.length() + 2).append('"');
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (c == '"' || c == '\\') quoted.append('\\');
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }
}
