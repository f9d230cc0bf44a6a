package dev.tidings.workspace;

import dev.tidings.mail.Mailbox;
import java.util.regex.Pattern;

/// A mailbox that gets copies, which may have columns of a person's row in it.
final class CopiedTo {
    private static final Pattern COLUMN = Pattern.compile("\\{\\{\\s*[\\p{L}_][\\p{L}\\p{N}_]*\\s*}}");
    private static final String FORM =
            "Write boss@example.com, \"Ann <ann@example.com>\", or columns: \"{{ manager }} <{{ manager_email }}>\".";

    static final Kind<String> MAILBOX = new Kind<>("a mailbox", FORM, CopiedTo::checked);

    private CopiedTo() {}

    private static String checked(String text) {
        String filled = COLUMN.matcher(text).replaceAll("x");
        if (filled.contains("{{") || filled.contains("}}")) {
            throw new Mistake(Quoted.of(text) + ": only a column's name may stand in {{ }}", FORM);
        }
        Mailbox.parse(isWholeAddressAColumn(text) ? filled.replaceFirst("x(>?)$", "x@example.com$1") : filled);
        return text;
    }

    /// `{{ email }}` gives name and domain alike; else the `@` stands in what is written.
    private static boolean isWholeAddressAColumn(String text) {
        String written = text.strip();
        String address =
                written.endsWith(">") ? written.substring(written.lastIndexOf('<') + 1, written.length() - 1) : written;
        return COLUMN.matcher(address.strip()).matches();
    }
}
