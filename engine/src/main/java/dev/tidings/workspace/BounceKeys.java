package dev.tidings.workspace;

import static dev.tidings.workspace.Section.key;

import java.util.List;

/// What `tidings.yaml` may say of what comes back, and by which ways.
final class BounceKeys {
    static final Section BOUNCES = Section.of(
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
                            + " `/feedback/` and that name."));

    static final Section MAILBOX = Section.of(
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
                            + " read, is deleted, or moved. Any other is left as it was, for people to find."));

    static final Section MAILBOX_THEN = Section.of(
            "bounces.mailbox.then",
            "Messages are moved.",
            key("move", "text", "", "The folder, which is made where it is missing: `then: { move: Read }`."));

    static final Section WEBHOOK = Section.of(
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
            key("url", "text", "", "The address that the provider calls, as it stands there: mandrill signs it too."));

    static final Section SUPPRESS = Section.of(
            "bounces.suppress",
            "When an address is not mailed any more since mail to it came back. Who complains is left out at once.",
            key("hard", "once or never", "once", "Where nobody will ever be reached: no such user, no such host."),
            key(
                    "mailbox",
                    "1 to 100 or never",
                    "3",
                    "After so many, where a mailbox is full, suspended or takes nothing."),
            key("within", "a duration", "30d", "So many of them within that time."),
            key("for", "a duration or ever", "ever", "How long it is left out."));

    /// In the order in which people read of them.
    static final List<Section> ALL = List.of(BOUNCES, MAILBOX, MAILBOX_THEN, WEBHOOK, SUPPRESS);

    private BounceKeys() {}
}
