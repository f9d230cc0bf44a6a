package dev.tidings.server.cli;

import dev.tidings.mime.DkimKey;
import dev.tidings.mime.DkimSigner;
import dev.tidings.mime.SigningKey;
import dev.tidings.notification.Notification;
import dev.tidings.notification.Reactions;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Unsubscribe;
import dev.tidings.notification.Workspace;
import dev.tidings.server.answer.InWords;
import dev.tidings.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What works in a workspace, but not well: keys that many receivers think little of, and notes that nobody reads.
final class Doubts {
    /// RFC 8301 §3.2.
    private static final int GOOD_BITS = 2048;

    private Doubts() {}

    static List<Problem> of(Workspace workspace) {
        List<DkimKey> keys = workspace.settings().dkim();
        List<Problem> doubts = new ArrayList<>();
        for (int each = 0; each < keys.size(); each++) {
            SigningKey key = keys.get(each).key();
            if (key.kind() == SigningKey.Kind.RSA && key.bits() < GOOD_BITS) {
                doubts.add(doubt(
                        "dkim[%d]: the key has %d bits".formatted(each, key.bits()),
                        "Make one of 2048 bits (RFC 8301)."));
            }
        }
        keys.stream()
                .map(DkimKey::domain)
                .distinct()
                .filter(domain -> keys.stream()
                        .filter(key -> key.domain().equals(domain))
                        .allMatch(key -> key.key().kind() == SigningKey.Kind.ED25519))
                .forEach(domain -> doubts.add(doubt(
                        "dkim: " + domain + " has only Ed25519 keys, which Gmail and others do not verify",
                        "Add an RSA key with a selector of its own.")));
        workspace.notifications().values().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .forEach(each -> unsigned(each, keys).ifPresent(doubts::add));
        workspace
                .settings()
                .bounces()
                .unread()
                .map(address -> doubt(
                        "bounces: what comes back goes to %s, and nobody reads it there".formatted(address),
                        "Write mailbox:, listen: or webhooks: beside it (docs/bounces.md); a program that hands over"
                                + " what it has read itself needs none."))
                .ifPresent(doubts::add);
        Settings settings = workspace.settings();
        forgotten(settings, Outlook.SETTINGS, settings.bounces().reactions()).ifPresent(doubts::add);
        workspace.notifications().values().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .flatMap(each -> each.deliver().afterBounces().reactions().stream()
                        .flatMap(own -> forgotten(settings, each.about().file(), own).stream()))
                .forEach(doubts::add);
        return doubts;
    }

    private static Problem doubt(String what, String mend) {
        return new Problem(Outlook.SETTINGS, 0, 0, what, Optional.of(mend));
    }

    /// Full mailboxes are counted over a time; what is forgotten by then is not counted.
    private static Optional<Problem> forgotten(Settings settings, String file, Reactions reactions) {
        boolean counts = settings.bounces().read() && reactions.mailbox().isPresent();
        return settings.retention()
                .time()
                .filter(kept -> counts && kept.compareTo(reactions.within()) < 0)
                .map(kept -> new Problem(
                        file,
                        0,
                        0,
                        "bounces.suppress.within: full mailboxes are counted over %s, and retention forgets them after %s"
                                .formatted(InWords.brief(reactions.within()), InWords.brief(kept)),
                        Optional.of("Write a longer retention, or a shorter within.")));
    }

    /// RFC 8058 §4: mail programs show their button only where both headers are signed.
    private static Optional<Problem> unsigned(Notification notification, List<DkimKey> keys) {
        String domain = notification.deliver().correspondence().from().address().domain();
        boolean asks = notification.deliver().unsubscribe() == Unsubscribe.ONE_CLICK;
        return asks && new DkimSigner(keys).keys(domain).isEmpty()
                ? Optional.of(new Problem(
                        notification.about().file(),
                        0,
                        0,
                        "deliver.unsubscribe: no key signs mail from " + domain
                                + ", and mail programs show their button only in signed mail",
                        Optional.of("Write one under dkim in tidings.yaml.")))
                : Optional.empty();
    }
}
