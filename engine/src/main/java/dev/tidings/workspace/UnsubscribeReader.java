package dev.tidings.workspace;

import dev.tidings.notification.Secret;
import dev.tidings.notification.Settings.Unsubscribing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `web.public` and `unsubscribe-key` → [Unsubscribing].
final class UnsubscribeReader {
    /// Where the settings' written texts have the address.
    static final String PUBLIC = "web.public";

    private static final int ADDRESS_MAX = 200;
    private static final int KEY_MIN = 32;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String FORM = "Write https://mail.example.com.";
    private static final Kind<URI> REACHABLE = new Kind<>(
            "an address that readers can reach", FORM, Addresses.HTTP.parse().andThen(UnsubscribeReader::reachable));
    private static final Kind<Secret> KEY = Kinds.SECRET.then(UnsubscribeReader::strong);

    private final boolean needed;

    /// @param needed whether a key that is not at hand is a problem; if not, it is passed over
    UnsubscribeReader(boolean needed) {
        this.needed = needed;
    }

    Unsubscribing read(Fields settings) {
        Optional<URI> address = settings.get("web")
                .filter(Node::isMap)
                .map(Node::named)
                .flatMap(web -> Optional.ofNullable(web.get("public")))
                .flatMap(node -> node.as(REACHABLE));
        List<Secret> keys = new ArrayList<>();
        settings.get("unsubscribe-key").map(Node::oneOrMore).orElse(List.of()).stream()
                .filter(node -> needed || node.isAtHand())
                .forEach(node -> node.as(KEY).ifPresent(keys::add));
        return new Unsubscribing(address, keys);
    }

    /// In clear text only on this machine, for trying it out: RFC 8058 §3.1 wants `https`.
    private static URI reachable(URI address) {
        if (!"https".equals(address.getScheme()) && !THIS_MACHINE.contains(address.getHost())) {
            throw new Mistake(Quoted.of(address.toString()) + " is not https", FORM);
        }
        if (address.getRawQuery() != null || address.toString().length() > ADDRESS_MAX) {
            throw new Mistake(
                    "is " + (address.getRawQuery() != null ? "more than an address" : "too long"),
                    "Write scheme, host and perhaps a path, at most %d characters.".formatted(ADDRESS_MAX));
        }
        return URI.create(address.toString().replaceFirst("/+$", ""));
    }

    private static Secret strong(Secret key) {
        if (key.value().length() < KEY_MIN) {
            throw new Mistake("is shorter than %d characters".formatted(KEY_MIN), "Make one: openssl rand -base64 32.");
        }
        return key;
    }
}
