package dev.tidings.workspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tidings.mail.Address;
import dev.tidings.mime.DkimKey;
import dev.tidings.mime.SigningKey;
import dev.tidings.notification.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `dkim` → [DkimKey]s. Nothing of a private key is ever shown.
final class DkimReader {
    private static final int KEY_OCTETS_MAX = 64 * 1024;
    private static final String MEND =
            "It is an RSA or Ed25519 private key in PEM without a passphrase: openssl genpkey"
                    + " -algorithm RSA -pkeyopt rsa_keygen_bits:2048.";
    private static final Kind<String> DOMAIN =
            new Kind<>("a domain", "Domains are written example.com.", DkimReader::domain);
    private static final Kind<String> SELECTOR = new Kind<>(
            "a selector", "Selectors are letters, digits and hyphens, at most 63: s2026.", DkimReader::selector);

    private final Folder folder;
    private final boolean needed;

    /// @param needed whether a key that is not there is a problem; if not, it is passed over
    DkimReader(Folder folder, boolean needed) {
        this.folder = folder;
        this.needed = needed;
    }

    List<DkimKey> read(Node node) {
        List<DkimKey> keys = new ArrayList<>();
        for (Node item : node.oneOrMore()) {
            one(item).ifPresent(key -> {
                if (keys.stream().anyMatch(each -> each.name().equals(key.name()))) {
                    item.problem(new Mistake(
                            "has domain and selector of one above",
                            "Give each key of a domain a selector of its own."));
                }
                keys.add(key);
            });
        }
        return keys;
    }

    private Optional<DkimKey> one(Node node) {
        Fields fields = node.fields(HouseKeys.DKIM);
        Optional<String> domain =
                fields.need("domain", "Write the domain of from: example.com.").flatMap(each -> each.as(DOMAIN));
        Optional<String> selector =
                fields.need("selector", "Write a name for the key: s2026.").flatMap(each -> each.as(SELECTOR));
        Optional<SigningKey> key = fields.need("key", "Write key: ${NAME}, or key: { file: keys/example.com.pem }.")
                .flatMap(each -> each.isMap() ? fromFile(each.fields(HouseKeys.DKIM_KEY)) : fromSecret(each));
        return domain.flatMap(whose -> selector.flatMap(name -> key.flatMap(with -> key(node, whose, name, with))));
    }

    private static Optional<DkimKey> key(Node node, String domain, String selector, SigningKey key) {
        try {
            return Optional.of(new DkimKey(domain, selector, key));
        } catch (IllegalArgumentException tooLong) {
            node.problem(new Mistake(String.valueOf(tooLong.getMessage())));
            return Optional.empty();
        }
    }

    private Optional<SigningKey> fromSecret(Node node) {
        return needed || node.isAtHand()
                ? node.as(Kinds.SECRET).map(Secret::value).flatMap(pem -> parsed(node, pem))
                : Optional.empty();
    }

    private Optional<SigningKey> fromFile(Fields fields) {
        return fields.need("file", "Write the key's path: keys/example.com.pem.")
                .flatMap(
                        node -> node.text().flatMap(file -> content(node, file)).flatMap(pem -> parsed(node, pem)));
    }

    private Optional<String> content(Node node, String file) {
        try {
            Path path = folder.root().resolve(file);
            if (!needed && !Files.exists(path)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(path)) {
                return Optional.of(new String(in.readNBytes(KEY_OCTETS_MAX), ISO_8859_1));
            }
        } catch (IOException | InvalidPathException | SecurityException e) {
            node.problem(new Mistake(
                    "no key can be read from " + Quoted.of(file),
                    "It must be there and readable for the user that runs Tidings. Paths begin at the workspace's"
                            + " folder."));
            return Optional.empty();
        }
    }

    private static Optional<SigningKey> parsed(Node node, String pem) {
        try {
            return Optional.of(SigningKey.parse(pem));
        } catch (IllegalArgumentException unfit) {
            node.problem(new Mistake("the key " + unfit.getMessage(), MEND));
            return Optional.empty();
        }
    }

    private static String domain(String text) {
        if (text.contains("@")) {
            throw new Mistake(Quoted.of(text) + " is not a domain", "Write what stands behind the @.");
        }
        return Address.parse("x@" + text).domain();
    }

    private static String selector(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (!lower.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*")) {
            throw new Mistake(
                    Quoted.of(text) + " is not a selector",
                    text.contains("_domainkey")
                            ? "Write only what stands before ._domainkey."
                            : "Selectors are letters, digits and hyphens, at most 63: s2026.");
        }
        return lower;
    }
}
