package dev.tidings.workspace;

import static dev.tidings.workspace.Section.key;

import java.util.List;

/// What a notification's file may say: when it is due, who gets it, and what it holds.
final class NotificationKeys {
    static final Section NOTIFICATION = Section.of(
            "notifications/*.yaml",
            "One notification. Its id is the file's name: lower-case letters, digits and dashes.",
            key("title", "text", "the id", "What people call it."),
            key("owner", "text", "", "Who answers for it."),
            key(
                    "schedule",
                    "keys, or text or a list",
                    "only by hand or by call",
                    "When it is due. Text alone is short for `cron`."),
            key("audience", "keys, or a list of people", "", "Who gets it."),
            key(
                    "to",
                    "a person or a list",
                    "",
                    "Short for an `audience` that is a list. A person is a mailbox, or `email`, `name` and further"
                            + " columns."),
            key("data", "names", "", "Further rows for the template, each under the name it has there."),
            key("with", "names", "", "Fixed values for the template, each under the name it has there."),
            key("template", "text", "", "A folder under `templates/`."),
            key("subject", "template text", "", "The subject, where there is no `template`."),
            key("html", "template text", "", "The HTML body, where there is no `template`."),
            key("text", "template text", "", "The text body, where there is no `template`."),
            key("attach", "a list of keys", "", "Files that go along."),
            key("deliver", "keys", "", "How it is handed over."));

    static final Section SCHEDULE = Section.of(
            "schedule",
            "When a notification is due: `cron`, `every`, `at` and `on` may stand together.",
            key("cron", "text or a list", "", "Five fields, `45 8 * * MON-FRI`; six begin with the second."),
            key("every", "a duration", "", "A fixed period in real time, counted from 1970-01-01T00:00Z."),
            key(
                    "at",
                    "a time or a list",
                    "",
                    "Single times: `2026-12-24T18:00` in the zone, or with `Z` or an offset."),
            key(
                    "on",
                    "a subject or a list",
                    "",
                    "Events of other systems: `nats:orders.shipped`, a subject of a JetStream stream; `redis:orders`, a"
                            + " stream's key. `bus` of tidings.yaml brings them."),
            key("zone", "a time zone", "`zone` of tidings.yaml", "Whose clock and calendar hold."),
            key("dialect", "tidings, robfig5, robfig6, quartz or spring", "tidings", "Whose rules `cron` follows."),
            key("dst", "keys", "as the dialect's tool does", "What happens when the clocks change."),
            key("late", "keys", "", "What becomes of a time that was not met, as after downtime."),
            key("spread", "a duration", "0s", "Staggers people over so long, each at the same offset every time."),
            key("except", "a date or a list", "", "Days without it, in the zone."));

    static final Section DST = Section.of(
            "schedule.dst",
            "What becomes of a time that the clock skips, and of one that it shows twice.",
            key(
                    "gap",
                    "skip, end or shift",
                    "end",
                    "Skipped: not that day, when the clocks move, or moved on as they are."),
            key("overlap", "first, both or second", "first", "Shown twice: which of the two."));

    static final Section LATE = Section.of(
            "schedule.late",
            "What becomes of a time that was not met.",
            key("within", "a duration", "24h", "What is later than this is recorded as missed."),
            key("then", "once or skip", "once", "Send the latest of them once, or none."));

    static final Section AUDIENCE = Section.of(
            "audience",
            "Who gets it: rows of a source, one person each.",
            key("source", "text", "", "One of `sources`, or `workspace` for its own files."),
            key(
                    "query",
                    "text",
                    "",
                    "What the source is asked: SQL, a path, a file. It knows `:due`, `:from` and `:to`."),
            key("file", "a path", "", "A CSV or JSON file of the workspace, in place of `source` and `query`."),
            key("to", "template text", "", "How the mailbox is made of columns: `{{ name }} <{{ email }}>`."),
            key("key", "a column", "the address", "What tells one person from another."),
            key("locale", "a column", "", "Where a language tag such as `zh-CN` stands."),
            key("zone", "a column", "", "Where a person's time zone stands."));

    static final Section LOOKUP = Section.of(
            "data.*",
            "Further rows for the template.",
            key("source", "text", "", "One of `sources`, or `workspace` for its own files."),
            key("query", "text", "", "What the source is asked."),
            key("file", "a path", "", "A CSV or JSON file of the workspace, in place of `source` and `query`."),
            key(
                    "key",
                    "`column = column`",
                    "the same rows for all",
                    "`user_id = id`: the rows whose `user_id` is the person's `id`."));

    static final Section ATTACHED = Section.of(
            "attach[]",
            "A file that goes along.",
            key("file", "a path", "", "A file of the workspace, at most 25 MB."),
            key("name", "template text", "the file's own", "How the reader sees it."),
            key(
                    "inline",
                    "text",
                    "",
                    "`logo`: a picture that goes along where the HTML shows it, by `<img src=\"cid:logo\">`."));

    /// In the order in which people read of them.
    static final List<Section> ALL = List.of(NOTIFICATION, SCHEDULE, DST, LATE, AUDIENCE, LOOKUP, ATTACHED);

    private NotificationKeys() {}
}
