package dev.tidings.workspace;

import dev.tidings.smtp.Security;

/// Every key with its type, usual value and meaning, for people.
public final class KeyReference {
    private KeyReference() {}

    /// The page docs/reference/keys.md.
    public static String markdown() {
        StringBuilder page = new StringBuilder("""
                # Keys

                Made from the table the reader itself uses (`dev.tidings.workspace.Section`): do not edit by hand.
                An unknown key is an error. Durations are written `30s`, `5m`, `2h`, `7d` or `1h30m`; rates `5/s`,
                `30/min`, `500/hour` or `10000/day`; sizes `500 KB` or `10 MB`. What may be a list may also be written without one.
                """);
        for (Section section : Section.all()) {
            page.append("\n## `")
                    .append(section.place())
                    .append("`\n")
                    .append(section.meaning())
                    .append("\n\n");
            page.append("| key | what is written | usual | meaning |\n|---|---|---|---|\n");
            for (Section.Key key : section.known()) {
                page.append("| `%s` | %s | %s | %s |\n".formatted(key.name(), key.type(), key.usual(), key.meaning()));
            }
        }
        page.append("\n## Providers\nWhat `provider` may be, and where each of them is.\n\n");
        page.append("| provider | host | port | protection | documents | last checked |\n|---|---|---|---|---|---|\n");
        for (Provider each : Provider.all()) {
            page.append("| `%s` | %s | %d | %s | <%s> | %s |\n"
                    .formatted(
                            each.name(),
                            each.host(),
                            each.port(),
                            each.security() == Security.IMPLICIT_TLS ? "tls" : "starttls",
                            each.documents(),
                            each.lastChecked()));
        }
        return page.toString();
    }
}
