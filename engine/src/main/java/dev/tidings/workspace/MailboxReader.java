package dev.tidings.workspace;

import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.MailboxSpec.SignIn;
import dev.tidings.notification.MailboxSpec.Then;
import dev.tidings.smtp.Trust;
import dev.tidings.workspace.Addresses.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `bounces.mailbox` → [MailboxSpec].
final class MailboxReader {
    private static final String THEN_FORM = "Write keep, seen or delete; or { move: FOLDER }.";
    private static final Kind<Then> THEN = new Kind<>("known here", THEN_FORM, MailboxReader::then);
    private static final Kind<String> FOLDER = new Kind<>("a folder", "Write its name: INBOX, or Bounces.", text -> {
        if (text.length() > 255 || text.chars().anyMatch(Character::isISOControl)) {
            throw new Mistake("is not one line of at most 255 characters");
        }
        return text;
    });

    private final Folder folder;
    private final boolean signsIn;

    /// @param signsIn whether passwords are wanted; if not, what stands for them is not looked up
    MailboxReader(Folder folder, boolean signsIn) {
        this.folder = folder;
        this.signsIn = signsIn;
    }

    /// One of them, or a list.
    List<MailboxSpec> read(Node node) {
        List<MailboxSpec> mailboxes = new ArrayList<>();
        for (Node each : node.oneOrMore()) {
            mailbox(each).ifPresent(mailbox -> {
                if (mailboxes.stream().anyMatch(other -> other.name().equals(mailbox.name()))) {
                    each.problem(new Mistake("is the same mailbox as one above", "Remove one of the two."));
                }
                mailboxes.add(mailbox);
            });
        }
        return mailboxes;
    }

    private Optional<MailboxSpec> mailbox(Node node) {
        Fields fields = node.fields(BounceKeys.MAILBOX);
        Optional<Endpoint> endpoint = AccountReader.endpoint(fields, "imap", "Write imap: imaps://imap.example.com.");
        AccountReader account = new AccountReader(folder, fields, endpoint, signsIn);
        Trust trust = account.trust();
        String name = fields.read("folder", FOLDER, MailboxSpec.INBOX);
        Then then = fields.get("then").flatMap(MailboxReader::then).orElse(new Then.Seen());
        return signIn(fields, account)
                .flatMap(who -> endpoint.map(at -> new MailboxSpec(
                        new MailboxSpec.Server(at.host(), at.port(), at.security(), trust), name, who, then)));
    }

    private static Optional<SignIn> signIn(Fields fields, AccountReader account) {
        Optional<Node> oauth = fields.get("oauth");
        return oauth.isPresent()
                ? oauth.flatMap(at -> account.oauth(at, Optional.empty(), Issuer.Purpose.READING))
                        .map(SignIn.ByToken::new)
                : account.password().map(SignIn.ByPassword::new);
    }

    private static Optional<Then> then(Node node) {
        if (!node.isMap()) {
            return node.as(THEN);
        }
        return node.fields(BounceKeys.MAILBOX_THEN)
                .need("move", "Write move: and the folder's name.")
                .flatMap(each -> each.as(FOLDER))
                .map(Then.Move::new);
    }

    private static Then then(String text) {
        return switch (text) {
            case "keep" -> new Then.Keep();
            case "seen" -> new Then.Seen();
            case "delete" -> new Then.Delete();
            default -> throw new Mistake(Quoted.of(text) + " is not known here", THEN_FORM);
        };
    }
}
