package dev.tidings.workspace;

import static dev.tidings.workspace.Section.key;

import java.util.List;

/// How a notification's mail is handed over.
final class DeliverKeys {
    static final Section DELIVER = Section.of(
            "deliver",
            "How a notification's mail is handed over.",
            key("from", "a mailbox", "`from` of tidings.yaml", "The sender."),
            key("reply-to", "a mailbox", "", "Where answers go."),
            key(
                    "cc",
                    "a mailbox or a list",
                    "",
                    "Who gets a copy of each person's mail, named in it. May be made of columns:"
                            + " `{{ manager }} <{{ manager_email }}>`; where these are empty, there is no copy."),
            key("bcc", "a mailbox or a list", "", "The same, not named in it."),
            key(
                    "by",
                    "text or a list, or keys",
                    "the first of `transports`",
                    "Transports in failover order, or shared among several."),
            key("retry", "keys", "", "What follows a temporary refusal."),
            key("when-uncertain", "resend or hold", "resend", "When nobody can say whether it arrived."),
            key("priority", "high, normal or low", "normal", "How urgent it says it is."),
            key(
                    "headers",
                    "names",
                    "",
                    "Further header fields by name, each with template text. One that comes out empty is left out."),
            key(
                    "list-id",
                    "text",
                    "",
                    "Which list it belongs to (RFC 2919): `weekly.example.com` or `Weekly <weekly.example.com>`."),
            key(
                    "feedback-id",
                    "text",
                    "",
                    "`campaign:customer:other:sender`, by which Gmail adds up complaints; `usual` makes one of the"
                            + " notification's id and the sender's domain."),
            key(
                    "dsn",
                    "keys, or what `notify` may be",
                    "",
                    "What the servers behind the next hop are to tell the sender (RFC 3461), where it takes such"
                            + " wishes."),
            key(
                    "unsubscribe",
                    "none or one-click",
                    "none",
                    "Whether readers can leave it, by a button of their mail program or `{{ unsubscribe }}`."),
            key("bounces", "keys", "as `bounces` of tidings.yaml", "What follows when mail of it comes back."));

    static final Section DELIVER_BOUNCES = Section.of(
            "deliver.bounces",
            "What follows when mail of this notification comes back, where that is other than usual.",
            key("suppress", "keys", "as `bounces` of tidings.yaml", "Whom not to mail again."),
            key("stop-when", "a limit or a list", "as `bounces` of tidings.yaml", "`bounces > 5%`: then it stops."));

    static final Section DSN = Section.of(
            "deliver.dsn",
            "Notes of what became of a mail, sent by the servers that carry it on to the address of `from`.",
            key("notify", "never, or a list of success, failure and delay", "failure, delay", "When to send one."),
            key("return", "headers or full", "headers", "How much of the mail comes back with a note of failure."));

    static final Section BY = Section.of(
            "deliver.by",
            "Several transports at once. Who goes by which is fixed for each person and occurrence.",
            key(
                    "share",
                    "names",
                    "",
                    "Each transport's weight: `{ main: 3, backup: 1 }`. A closed one's share goes to the others."));

    static final Section RETRY = Section.of(
            "deliver.retry",
            "What follows a temporary refusal (a reply that begins with 4), and for how long anything is tried.",
            key("times", "0 to 100", "2", "Retries after the first attempt."),
            key("first", "a duration", "2m", "The pause before the first retry."),
            key("factor", "1 to 10", "5", "Each pause is this many times the one before."),
            key("expires", "a duration", "24h", "How long after it was due a mail is still worth sending."));

    /// In the order in which people read of them.
    static final List<Section> ALL = List.of(DELIVER, DELIVER_BOUNCES, DSN, BY, RETRY);

    private DeliverKeys() {}
}
