package dev.tidings.workspace;

import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.Secret;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Credentials.ClearText;
import dev.tidings.smtp.Pin;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.Trust;
import dev.tidings.workspace.Addresses.Endpoint;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What transports and mailboxes say in the same words: where a server is, why it is believed, with whom to
/// sign in.
final class AccountReader {
    private static final Kind<Security> SECURITY =
            Kinds.oneOf(List.of(Security.values()), each -> each == Security.IMPLICIT_TLS ? "tls" : Kinds.word(each));
    private static final Kind<ClearText> CLEAR_TEXT =
            Kinds.oneOf(List.of(ClearText.values()), each -> each == ClearText.NEVER ? "never" : "loopback");
    private static final Kind<String> USER = new Kind<>("a user", "It is one line of text.", text -> {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new Mistake("holds a control character", "It is one line of text.");
        }
        return text;
    });
    private static final String PIN_FORM =
            "Pins are written sha256/ and 44 characters: the Base64 of the SHA-256 of the server's public key.";
    private static final Kind<Pin> PIN = new Kind<>("a pin", PIN_FORM, text -> {
        try {
            return Pin.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new Mistake(Quoted.of(text) + " is not a pin", PIN_FORM);
        }
    });

    private static final Secret NOT_ASKED_FOR = new Secret("-");

    private final Folder folder;
    private final Fields fields;
    private final boolean clear;
    private final boolean signsIn;

    /// @param signsIn whether passwords are wanted; if not, what stands for them is not looked up
    AccountReader(Folder folder, Fields fields, Optional<Endpoint> endpoint, boolean signsIn) {
        this.folder = folder;
        this.fields = fields;
        this.clear = endpoint.filter(each -> each.security() == Security.NONE).isPresent();
        this.signsIn = signsIn;
    }

    /// The address at `key`, which is also its scheme, and the `security` beside it.
    static Optional<Endpoint> endpoint(Fields fields, String key, String mend) {
        return fields.need(key, mend)
                .flatMap(node -> node.as(Addresses.server(key)))
                .map(each -> fields.get("security")
                        .flatMap(node -> node.as(SECURITY).map(chosen -> protectedAs(chosen, each, key, node)))
                        .orElse(each));
    }

    private static Endpoint protectedAs(Security chosen, Endpoint endpoint, String scheme, Node node) {
        boolean tls = endpoint.security() == Security.IMPLICIT_TLS;
        if (tls != (chosen == Security.IMPLICIT_TLS)) {
            node.problem(new Mistake(
                    tls
                            ? "an address that begins with %ss:// is TLS at once".formatted(scheme)
                            : "an address that begins with %s:// does not speak TLS at once".formatted(scheme),
                    tls
                            ? "Write %s:// in it, or leave security out.".formatted(scheme)
                            : "Write %ss:// in it.".formatted(scheme)));
        }
        return endpoint.with(chosen);
    }

    Trust trust() {
        List<Node> written = fields.get("pin").map(Node::oneOrMore).orElse(List.of());
        Set<Pin> pins = written.stream().flatMap(each -> each.as(PIN).stream()).collect(Collectors.toSet());
        if (clear) {
            written.forEach(each -> each.problem(
                    new Mistake("without TLS there is no key to compare it with", "Leave pin or security: none out.")));
        }
        return fields.read("ca", authorities(pins)).orElseGet(() -> Trust.system(pins));
    }

    private Kind<Trust> authorities(Set<Pin> pins) {
        return new Kind<>("a file with certificates", "It holds PEM certificates.", text -> {
            try {
                return Trust.authorities(folder.root().resolve(text), pins);
            } catch (IOException | InvalidPathException e) {
                throw new Mistake(
                        "no certificate can be read from " + Quoted.of(text),
                        "It must be there, readable, and hold PEM certificates.");
            }
        });
    }

    Optional<Credentials.Password> password() {
        ClearText clearText = fields.read("allow-clear-text-sign-in", CLEAR_TEXT, ClearText.NEVER);
        Optional<String> user = user();
        Optional<Secret> password = fields.need(
                        "password", "Write password: ${NAME}, and set NAME where Tidings is started.")
                .flatMap(this::secret);
        if (clearText == ClearText.NEVER && clear) {
            fields.problem(new Mistake(
                    "the password would go without TLS",
                    "Leave security: none out; or, for a server on this machine, write"
                            + " allow-clear-text-sign-in: loopback."));
        }
        return user.flatMap(who -> password.flatMap(secret -> credentials(who, secret, clearText)));
    }

    /// @param provider which may say who issues its tokens
    Optional<OauthSpec> oauth(Node node, Optional<Provider> provider, Issuer.Purpose purpose) {
        fields.either("oauth", "password", "allow-clear-text-sign-in");
        if (clear) {
            node.problem(new Mistake("the access token would go without TLS", "Leave security: none out."));
        }
        return new OauthReader(node, provider, purpose, this::secret).read(user());
    }

    private Optional<String> user() {
        return fields.need("user", "Write with whom to sign in.").flatMap(node -> node.as(USER));
    }

    private Optional<Secret> secret(Node node) {
        return signsIn ? node.as(Kinds.SECRET) : Optional.of(NOT_ASKED_FOR);
    }

    private Optional<Credentials.Password> credentials(String user, Secret secret, ClearText clearText) {
        try {
            return Optional.of(new Credentials.Password(user, secret.value(), clearText));
        } catch (IllegalArgumentException nul) {
            fields.problem(new Mistake("the password holds a NUL character"));
            return Optional.empty();
        }
    }
}
