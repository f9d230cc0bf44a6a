package dev.tidings.workspace;

import static dev.tidings.workspace.Section.key;

import java.util.List;

/// What `tidings.yaml` may say of ways out.
final class TransportKeys {
    static final Section TRANSPORT = Section.of(
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
            key("timeouts", "keys", "", "How long each step may take."));

    static final Section RAMP_UP = Section.of(
            "transports.*.ramp-up",
            "A new account begins with few mails, and doubles until its `rate` is reached. It begins with its first mail.",
            key("from", "a rate", "", "What goes at first."),
            key("double-every", "a duration", "", "Twice as many after each."));

    static final Section DOMAIN = Section.of(
            "transports.*.domains.*",
            "What one recipients' domain takes on this transport. Those who wait for it hold up nobody else.",
            key("connections", "1 to 1000", "as many as there are", "At most so many mails to it under way at once."),
            key("rate", "a rate or a list", "", "`20/min`; all of them hold at once."));

    static final Section OAUTH = Section.of(
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
            key("token-url", "text", "the provider's", "Where tokens are asked for; `https://`."));

    static final Section TIMEOUTS = Section.of(
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
            key("quit", "a duration", "5s", "The command `QUIT`."));

    /// In the order in which people read of them.
    static final List<Section> ALL = List.of(TRANSPORT, RAMP_UP, DOMAIN, OAUTH, TIMEOUTS);

    private TransportKeys() {}
}
