package dev.tidings.workspace;

import static dev.tidings.workspace.Section.key;

import java.util.List;

/// What `tidings.yaml` may say of the house itself, its sources and whom it tells.
final class HouseKeys {
    static final Section SETTINGS = Section.of(
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
                    "Where mail comes back to that was accepted and did not arrive, and what follows."));

    static final Section SOURCE = Section.of(
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
            key("rows", "1 or more", "2000000", "More than so many is a failure, not a cut."));

    static final Section WEB = Section.of(
            "web",
            "The console and the API.",
            key("listen", "host:port", "127.0.0.1:8025", "Where it listens; port 0 takes any free one."),
            key(
                    "public",
                    "text",
                    "",
                    "`https://mail.example.com`: where readers reach `/unsubscribe/` of it, through a proxy."));

    static final Section CALLBACK = Section.of(
            "callbacks[]",
            "Whom to tell what became of a mail.",
            key("url", "text", "", "Where to post."),
            key("secret", "a secret", "", "What the posts are signed with."),
            key(
                    "events",
                    "text or a list",
                    "all",
                    "accepted, retried, failed, held, expired, skipped, suppressed, cancelled."));

    static final Section DKIM = Section.of(
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
                            + " where its `file` is."));

    static final Section DKIM_KEY = Section.of(
            "dkim[].key",
            "Where the private key is.",
            key("file", "a path", "", "A PEM file, PKCS#8 or PKCS#1, without a passphrase."));

    /// In the order in which people read of them.
    static final List<Section> ALL = List.of(SETTINGS, SOURCE, WEB, CALLBACK, DKIM, DKIM_KEY);

    private HouseKeys() {}
}
