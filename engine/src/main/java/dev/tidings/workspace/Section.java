package dev.tidings.workspace;

import java.util.Arrays;
import java.util.List;

/// Every key the reader knows: the one table from which unknown keys are told and docs/reference/keys.md is
/// made.
enum Section {
    NOTIFICATION(
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
            key("deliver", "keys", "", "How it is handed over.")),

    SCHEDULE(
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
            key("except", "a date or a list", "", "Days without it, in the zone.")),

    DST(
            "schedule.dst",
            "What becomes of a time that the clock skips, and of one that it shows twice.",
            key(
                    "gap",
                    "skip, end or shift",
                    "end",
                    "Skipped: not that day, when the clocks move, or moved on as they are."),
            key("overlap", "first, both or second", "first", "Shown twice: which of the two.")),

    LATE(
            "schedule.late",
            "What becomes of a time that was not met.",
            key("within", "a duration", "24h", "What is later than this is recorded as missed."),
            key("then", "once or skip", "once", "Send the latest of them once, or none.")),

    AUDIENCE(
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
            key("zone", "a column", "", "Where a person's time zone stands.")),

    LOOKUP(
            "data.*",
            "Further rows for the template.",
            key("source", "text", "", "One of `sources`, or `workspace` for its own files."),
            key("query", "text", "", "What the source is asked."),
            key("file", "a path", "", "A CSV or JSON file of the workspace, in place of `source` and `query`."),
            key(
                    "key",
                    "`column = column`",
                    "the same rows for all",
                    "`user_id = id`: the rows whose `user_id` is the person's `id`.")),

    ATTACHED(
            "attach[]",
            "A file that goes along.",
            key("file", "a path", "", "A file of the workspace, at most 25 MB."),
            key("name", "template text", "the file's own", "How the reader sees it."),
            key(
                    "inline",
                    "text",
                    "",
                    "`logo`: a picture that goes along where the HTML shows it, by `<img src=\"cid:logo\">`.")),

    DELIVER(
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
            key("bounces", "keys", "as `bounces` of tidings.yaml", "What follows when mail of it comes back.")),

    DELIVER_BOUNCES(
            "deliver.bounces",
            "What follows when mail of this notification comes back, where that is other than usual.",
            key("suppress", "keys", "as `bounces` of tidings.yaml", "Whom not to mail again."),
            key("stop-when", "a limit or a list", "as `bounces` of tidings.yaml", "`bounces > 5%`: then it stops.")),

    DSN(
            "deliver.dsn",
            "Notes of what became of a mail, sent by the servers that carry it on to the address of `from`.",
            key("notify", "never, or a list of success, failure and delay", "failure, delay", "When to send one."),
            key("return", "headers or full", "headers", "How much of the mail comes back with a note of failure.")),

    BY(
            "deliver.by",
            "Several transports at once. Who goes by which is fixed for each person and occurrence.",
            key(
                    "share",
                    "names",
                    "",
                    "Each transport's weight: `{ main: 3, backup: 1 }`. A closed one's share goes to the others.")),

    RETRY(
            "deliver.retry",
            "What follows a temporary refusal (a reply that begins with 4), and for how long anything is tried.",
            key("times", "0 to 100", "2", "Retries after the first attempt."),
            key("first", "a duration", "2m", "The pause before the first retry."),
            key("factor", "1 to 10", "5", "Each pause is this many times the one before."),
            key("expires", "a duration", "24h", "How long after it was due a mail is still worth sending.")),

    SETTINGS(
            "tidings.yaml",
            "The house around the notifications. `${NAME}`, `${NAME:-default}` and `${file:/run/secrets/name}` stand for"
                    + " a variable or a secret's file; `$${` is a plain `${`.",
            key("stage", "log, test or live", "log", "How far mail may go from here."),
            key("test-mailbox", "an address", "", "Who gets everything in stage `test`."),
            key(
                    "store",
                    "text",
                    "sqlite:data/tidings.db",
                    "Where the ledger is kept: a SQLite file, or `postgresql://user:password@host/database` for several nodes."),
            key(
                    "bus",
                    "text",
                    "the store itself",
                    "What carries work between nodes, and brings events of other systems: `redis://host:6379` or"
                            + " `nats://host:4222`."),
            key(
                    "lease",
                    "a duration",
                    "30s",
                    "After so long without a word from a node, the others take over what it has in hand. 15s to 10m."),
            key(
                    "retention",
                    "a duration or forever",
                    "400d",
                    "How long the ledger remembers what has come to its end; at least `7d`."),
            key("zone", "a time zone", "UTC", "Where a schedule names none."),
            key("from", "a mailbox", "", "The sender where a notification names none. Must be written."),
            key("transports", "names", "", "Ways out, by name. The first is the usual one."),
            key("sources", "names", "", "Where rows come from, by name."),
            key("web", "keys", "", "The console and the API."),
            key("callbacks", "a list of keys", "", "Whom to tell what became of a mail."),
            key("dkim", "a list of keys", "", "What mail is signed with."),
            key(
                    "unsubscribe-key",
                    "a secret or a list",
                    "made at the first start",
                    "What unsubscribe links are sealed with, 32 characters or more. The first makes links, all of"
                            + " them read them."),
            key(
                    "bounces",
                    "keys",
                    "",
                    "Where mail comes back to that was accepted and did not arrive, and what follows.")),

    BOUNCES(
            "bounces",
            "What comes back after a server has accepted a mail.",
            key(
                    "address",
                    "an address",
                    "",
                    "Where it comes back to. Each mail has an address of its own made from it:"
                            + " `bounces+…@example.com`, which must reach the same place. At most 16 characters before"
                            + " the `@`."),
            key(
                    "key",
                    "a secret or a list",
                    "",
                    "What those are signed with, 32 characters or more, the same on all nodes. The first signs, all of"
                            + " them are believed."),
            key("mailbox", "keys, or a list of them", "", "Where it is read by IMAP. See docs/bounce-mailbox.md."),
            key(
                    "listen",
                    "text",
                    "nowhere",
                    "Where mail servers bring it: `smtp://127.0.0.1:2525`, or `lmtp://127.0.0.1:2424`. Taken in is what"
                            + " is sent to addresses made from `address`, and nothing else."),
            key("suppress", "keys", "", "Whom not to mail again."),
            key(
                    "stop-when",
                    "a limit or a list",
                    "",
                    "`bounces > 5%` or `complaints > 0.3%` of the last hundred mails or more: then a notification"
                            + " stops until a person lets it go on."),
            key(
                    "webhooks",
                    "names",
                    "",
                    "Providers that tell by HTTP, each under its name, and by what their calls are believed. They call"
                            + " `/feedback/` and that name.")),

    WEBHOOK(
            "bounces.webhooks.*",
            "One of aliyun, amazon-ses, brevo, mailersend, mailgun, mailjet, mailtrap, mandrill, postal, postmark, resend,"
                    + " sendgrid, sparkpost, standard, unisender-go. In a list of two values both are believed, while"
                    + " one is replaced.",
            key(
                    "secret",
                    "a secret or a list",
                    "",
                    "What calls are signed with: aliyun, mailersend, mailgun, mailtrap, mandrill, resend, standard,"
                            + " unisender-go."),
            key("key", "text or a list", "", "The public key that signatures are checked with: postal, sendgrid."),
            key("topics", "text or a list", "", "The SNS topics that are yours: amazon-ses."),
            key("user", "text", "", "For basic authentication: brevo, mailjet, postmark, sparkpost."),
            key("password", "a secret or a list", "", "Its password, 16 characters or more."),
            key("token", "a secret or a list", "", "In place of user and password, 16 characters or more."),
            key("header", "text", "Authorization: Bearer", "The header that has the token."),
            key(
                    "within",
                    "a duration",
                    "5m; 1h for amazon-ses",
                    "How old a call may be that says when it was signed: aliyun, amazon-ses, mailgun, resend, sendgrid,"
                            + " standard."),
            key("url", "text", "", "The address that the provider calls, as it stands there: mandrill signs it too.")),

    MAILBOX(
            "bounces.mailbox",
            "A mailbox that is read by IMAP: at once where the server tells of what is new (IDLE), else once a minute. One"
                    + " node reads it at a time.",
            key("imap", "text", "", "`imaps://host:993` (TLS at once) or `imap://host:143` (STARTTLS)."),
            key(
                    "security",
                    "tls, starttls or none",
                    "as `imap` says",
                    "`none` is clear text, for a server on this machine."),
            key("folder", "text", "INBOX", "Which of its folders is read."),
            key("user", "text", "", "With whom to sign in."),
            key("password", "a secret", "", "Its password or authorization code."),
            key(
                    "allow-clear-text-sign-in",
                    "never or loopback",
                    "never",
                    "Whether the password may go without TLS to this machine."),
            key("oauth", "keys", "", "As a transport's, with `provider` or `token-url` written."),
            key("ca", "a path", "the system's", "A PEM file with the authorities to believe, and only those."),
            key(
                    "pin",
                    "text or a list",
                    "",
                    "`sha256/…`: besides, the server's key, or that of one of its issuers, must be one of these."),
            key(
                    "then",
                    "keep, seen or delete, or keys",
                    "seen",
                    "What becomes of a message, once it is on record, that was understood: it is left as it was, counts as"
                            + " read, is deleted, or moved. Any other is left as it was, for people to find.")),

    MAILBOX_THEN(
            "bounces.mailbox.then",
            "Messages are moved.",
            key("move", "text", "", "The folder, which is made where it is missing: `then: { move: Read }`.")),

    SUPPRESS(
            "bounces.suppress",
            "When an address is not mailed any more since mail to it came back. Who complains is left out at once.",
            key("hard", "once or never", "once", "Where nobody will ever be reached: no such user, no such host."),
            key(
                    "mailbox",
                    "1 to 100 or never",
                    "3",
                    "After so many, where a mailbox is full, suspended or takes nothing."),
            key("within", "a duration", "30d", "So many of them within that time."),
            key("for", "a duration or ever", "ever", "How long it is left out.")),

    TRANSPORT(
            "transports.*",
            "An SMTP account. It has a `provider` or an `smtp` address.",
            key("provider", "text", "", "A well-known one: host, port, protection and advice are filled in."),
            key("region", "text", "", "Where the provider has several: `eu-west-1`."),
            key("smtp", "text", "", "`smtps://host:465` (TLS at once) or `smtp://host:587` (STARTTLS)."),
            key(
                    "security",
                    "tls, starttls or none",
                    "as `smtp` says",
                    "`none` is clear text, for a relay on a trusted line."),
            key("user", "text", "", "With whom to sign in."),
            key("password", "a secret", "", "Its password, authorization code or key."),
            key(
                    "allow-clear-text-sign-in",
                    "never or loopback",
                    "never",
                    "Whether the password may go without TLS to this machine."),
            key("oauth", "keys", "", "Sign in by access tokens, in place of `password`."),
            key("ca", "a path", "the system's", "A PEM file with the authorities to believe, and only those."),
            key(
                    "pin",
                    "text or a list",
                    "",
                    "`sha256/…`: besides, the server's key, or that of one of its issuers, must be one of these."),
            key("ehlo", "text", "the domain of `from`", "What we call ourselves."),
            key("connections", "1 to 1000", "4, or the provider's", "At most this many at once."),
            key("messages-per-connection", "1 or more", "500", "Then a new connection is opened."),
            key("idle", "a duration", "30s", "A connection that carried nothing for so long is closed."),
            key(
                    "window",
                    "1 to 100",
                    "8",
                    "Messages under way at once on a connection where the server offers `CHUNKING`; 1 for one by one."),
            key("rate", "a rate or a list", "", "`30/min`; all of them hold at once, also over a restart."),
            key("ramp-up", "keys", "", "How a new account begins."),
            key("domains", "names", "", "What recipients' domains take, by domain; `\"*\"` for each of the others."),
            key(
                    "max-message",
                    "a size",
                    "what the server says",
                    "Larger mail goes another way, or fails; as it is sent."),
            key("local-address", "an IP address", "the system's choice", "Where connections come from."),
            key("timeouts", "keys", "", "How long each step may take.")),

    RAMP_UP(
            "transports.*.ramp-up",
            "A new account begins with few mails, and doubles until its `rate` is reached. It begins with its first mail.",
            key("from", "a rate", "", "What goes at first."),
            key("double-every", "a duration", "", "Twice as many after each.")),

    DOMAIN(
            "transports.*.domains.*",
            "What one recipients' domain takes on this transport. Those who wait for it hold up nobody else.",
            key("connections", "1 to 1000", "as many as there are", "At most so many mails to it under way at once."),
            key("rate", "a rate or a list", "", "`20/min`; all of them hold at once.")),

    OAUTH(
            "transports.*.oauth",
            "Where access tokens come from (RFC 6749). `user` stands beside it.",
            key(
                    "provider",
                    "microsoft365 or gmail",
                    "as the transport's `provider`",
                    "Fills in `token-url` and `scope`."),
            key(
                    "tenant",
                    "text",
                    "",
                    "At `microsoft365`: the tenant's id or domain; `consumers` for a personal account."),
            key("client", "text", "", "The application's id."),
            key("secret", "a secret", "", "The application's secret."),
            key("refresh-token", "a secret", "", "What a person's agreement gave; without it, client credentials."),
            key(
                    "grant",
                    "client-credentials or refresh-token",
                    "refresh-token, where one is written",
                    "What entitles us to a token."),
            key("scope", "text", "the provider's", "What the token is good for."),
            key("token-url", "text", "the provider's", "Where tokens are asked for; `https://`.")),

    TIMEOUTS(
            "transports.*.timeouts",
            "How long each step of the conversation may take (RFC 5321 §4.5.3.2). A short `end-of-data`"
                    + " makes duplicates.",
            key("connect", "a duration", "30s", "Name and TCP connection, for each address."),
            key("greeting", "a duration", "5m", "The server's first line."),
            key("ehlo", "a duration", "5m", "The command `EHLO`."),
            key("helo", "a duration", "5m", "The command `HELO`."),
            key("starttls", "a duration", "5m", "The command `STARTTLS` and the TLS handshake."),
            key("auth", "a duration", "5m", "Signing in."),
            key("rset", "a duration", "20s", "The command `RSET`."),
            key("mail", "a duration", "5m", "The command `MAIL`."),
            key("rcpt", "a duration", "5m", "The command `RCPT`."),
            key("data", "a duration", "2m", "The command `DATA`."),
            key("content", "a duration", "3m", "Each write of the message."),
            key("end-of-data", "a duration", "10m", "The final dot."),
            key("quit", "a duration", "5s", "The command `QUIT`.")),

    SOURCE(
            "sources.*",
            "Where rows come from; read only. It has a `jdbc` or an `http` address.",
            key("jdbc", "text", "", "`postgresql://host/database`, `mysql://…`, `mariadb://…` or `sqlite:file`."),
            key("user", "text", "", "With whom to sign in to the database."),
            key("password", "a secret", "", "Its password."),
            key("http", "text", "", "The address below which queries are paths."),
            key("headers", "names", "", "Headers of each request, each of them a secret."),
            key(
                    "timeout",
                    "a duration",
                    "30s",
                    "For one query: what the source takes for all its rows together. Our own time between two pages does not count."),
            key("rows", "1 or more", "2000000", "More than so many is a failure, not a cut.")),

    WEB(
            "web",
            "The console and the API.",
            key("listen", "host:port", "127.0.0.1:8025", "Where it listens; port 0 takes any free one."),
            key(
                    "public",
                    "text",
                    "",
                    "`https://mail.example.com`: where readers reach `/unsubscribe/` of it, through a proxy.")),

    CALLBACK(
            "callbacks[]",
            "Whom to tell what became of a mail.",
            key("url", "text", "", "Where to post."),
            key("secret", "a secret", "", "What the posts are signed with."),
            key(
                    "events",
                    "text or a list",
                    "all",
                    "accepted, retried, failed, held, expired, skipped, suppressed, cancelled.")),

    DKIM(
            "dkim[]",
            "A key that signs mail (DKIM, RFC 6376): all of those of the sender's domain do, or of the nearest domain"
                    + " above it that has some. `tidings dkim` prints what to publish in DNS.",
            key("domain", "text", "", "Whose key it is: the domain of `from`, or one above it."),
            key("selector", "text", "", "The key's name within the domain: `s2026`."),
            key(
                    "key",
                    "a secret, or keys",
                    "",
                    "The private key in PEM, RSA or Ed25519: `${NAME}`, `${file:/run/secrets/name}`, or below it"
                            + " where its `file` is.")),

    DKIM_KEY(
            "dkim[].key",
            "Where the private key is.",
            key("file", "a path", "", "A PEM file, PKCS#8 or PKCS#1, without a passphrase."));

    private final String place;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<Key> known;

    Section(String place, String meaning, Key... known) {
        this.place = place;
        this.meaning = meaning;
        this.known = List.of(known);
    }

    /// @param type  what is written behind it
    /// @param usual what holds where it is not written; empty for nothing
    record Key(String name, String type, String usual, String meaning) {}

    private static Key key(String name, String type, String usual, String meaning) {
        return new Key(name, type, usual, meaning);
    }

    /// Where these keys stand.
    String place() {
        return place;
    }

    String meaning() {
        return meaning;
    }

    List<Key> known() {
        return known;
    }

    boolean knows(String key) {
        return known.stream().anyMatch(each -> each.name.equals(key));
    }

    List<String> keys() {
        return known.stream().map(Key::name).toList();
    }

    String names() {
        return String.join(", ", keys());
    }

    static List<Section> all() {
        return Arrays.asList(values());
    }
}
