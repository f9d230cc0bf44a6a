package dev.tidings.workspace;

import dev.tidings.notification.Allowance;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.Secret;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.smtp.Client;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Credentials.ClearText;
import dev.tidings.smtp.Pin;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.Timeouts;
import dev.tidings.smtp.Trust;
import dev.tidings.smtp.Verb;
import dev.tidings.workspace.Addresses.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One of `transports` → [TransportSpec].
final class TransportReader {
    private static final Kind<Security> SECURITY =
            Kinds.oneOf(List.of(Security.values()), each -> each == Security.IMPLICIT_TLS ? "tls" : Kinds.word(each));
    private static final Kind<ClearText> CLEAR_TEXT =
            Kinds.oneOf(List.of(ClearText.values()), each -> each == ClearText.NEVER ? "never" : "loopback");
    private static final Kind<String> EHLO =
            new Kind<>("a domain name", "Write for example mail.example.com.", text -> {
                if (!text.matches("[A-Za-z0-9.-]{1,255}|\\[[0-9A-Fa-f:.]{2,50}]")) {
                    throw new Mistake(Quoted.of(text) + " is not a domain name", "Write for example mail.example.com.");
                }
                return text;
            });

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

    private static final String LOCAL_ADDRESS_FORM = "Write an IP address of this machine: 192.0.2.7.";
    private static final Kind<InetAddress> LOCAL_ADDRESS = new Kind<>("an IP address", LOCAL_ADDRESS_FORM, text -> {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException malformed) {
            throw new Mistake(Quoted.of(text) + " is not an IP address", LOCAL_ADDRESS_FORM);
        }
    });

    private static final Secret NOT_ASKED_FOR = new Secret("-");

    private final Folder folder;
    private final String usualEhlo;
    private final boolean signsIn;
    private final Kind<Provider> known;

    /// @param signsIn whether passwords are wanted; if not, what stands for them is not looked up
    TransportReader(Folder folder, List<Provider> providers, String usualEhlo, boolean signsIn) {
        this.signsIn = signsIn;
        this.folder = folder;
        this.known = Kinds.oneOf(providers, Provider::name);
        this.usualEhlo = usualEhlo;
    }

    Optional<TransportSpec> read(String name, Node node) {
        Fields fields = node.fields(Section.TRANSPORT);
        Optional<Provider> provider = fields.read("provider", known);
        Optional<Endpoint> endpoint = endpoint(fields, provider);
        Pool pool = pool(fields, provider);
        Allowance allowance = AllowanceReader.read(fields);
        Trust trust = trust(fields, endpoint);
        Client client = new Client(fields.read("ehlo", EHLO, usualEhlo), fields.read("local-address", LOCAL_ADDRESS));
        Timeouts timeouts =
                fields.get("timeouts").map(TransportReader::timeouts).orElseGet(Timeouts::usual);
        Optional<OauthSpec> oauth = fields.get("oauth").flatMap(at -> oauth(fields, at, provider, endpoint));
        Optional<Credentials> login = fields.has("oauth") ? Optional.empty() : login(fields, provider, endpoint);
        return endpoint.map(server -> new TransportSpec(
                name,
                new SmtpServer(server.host(), server.port(), server.security(), client, login, trust, timeouts),
                pool,
                allowance,
                provider.map(Provider::name),
                oauth));
    }

    private static Optional<Endpoint> endpoint(Fields fields, Optional<Provider> provider) {
        fields.either("provider", "smtp", "security");
        if (fields.has("provider")) {
            return provider.flatMap(each -> each.endpoint(fields));
        }
        Optional<Endpoint> written = fields.need("smtp", "Write provider or smtp: the server's address.")
                .flatMap(node -> node.as(Addresses.SMTP_SERVER));
        return written.map(each -> fields.get("security")
                .flatMap(node -> node.as(SECURITY).map(chosen -> protectedAs(chosen, each, node)))
                .orElse(each));
    }

    private static Endpoint protectedAs(Security chosen, Endpoint endpoint, Node node) {
        boolean tls = endpoint.security() == Security.IMPLICIT_TLS;
        if (tls != (chosen == Security.IMPLICIT_TLS)) {
            node.problem(new Mistake(
                    tls
                            ? "an address that begins with smtps:// is TLS at once"
                            : "an address that begins with smtp:// does not speak TLS at once",
                    tls ? "Write smtp:// in it, or leave security out." : "Write smtps:// in it."));
        }
        return endpoint.with(chosen);
    }

    private static Pool pool(Fields fields, Optional<Provider> provider) {
        int connections = provider.flatMap(Provider::connections).orElse(Pool.USUAL.connections());
        return new Pool(
                fields.read("connections", Kinds.whole(1, 1000), connections),
                fields.read("messages-per-connection", Kinds.whole(1, 1_000_000), Pool.USUAL.messagesPerConnection()),
                fields.read("idle", Kinds.PERIOD, Pool.USUAL.idle()),
                fields.read("window", Kinds.whole(1, 100), Pool.USUAL.window()));
    }

    private Trust trust(Fields fields, Optional<Endpoint> endpoint) {
        List<Node> written = fields.get("pin").map(Node::oneOrMore).orElse(List.of());
        Set<Pin> pins = written.stream().flatMap(each -> each.as(PIN).stream()).collect(Collectors.toSet());
        if (isClear(endpoint)) {
            written.forEach(each -> each.problem(
                    new Mistake("without TLS there is no key to compare it with", "Leave pin or security: none out.")));
        }
        return fields.read("ca", authorities(pins)).orElseGet(() -> Trust.system(pins));
    }

    private static boolean isClear(Optional<Endpoint> endpoint) {
        return endpoint.filter(each -> each.security() == Security.NONE).isPresent();
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

    private static Timeouts timeouts(Node node) {
        Fields fields = node.fields(Section.TIMEOUTS);
        Timeouts timeouts = Timeouts.usual();
        for (Verb verb : Verb.values()) {
            Optional<Duration> step = fields.read(Kinds.word(verb), Kinds.PERIOD);
            timeouts = step.isPresent() ? timeouts.with(verb, step.get()) : timeouts;
        }
        return timeouts;
    }

    private Optional<Credentials> login(Fields fields, Optional<Provider> provider, Optional<Endpoint> endpoint) {
        ClearText clearText = fields.read("allow-clear-text-sign-in", CLEAR_TEXT, ClearText.NEVER);
        if (provider.isEmpty() && !fields.has("user") && !fields.has("password")) {
            return Optional.empty();
        }
        Optional<String> user = user(fields);
        Optional<Secret> password = fields.need(
                        "password", "Write password: ${NAME}, and set NAME where Tidings is started.")
                .flatMap(this::secret);
        if (clearText == ClearText.NEVER && isClear(endpoint)) {
            fields.problem(new Mistake(
                    "the password would go without TLS",
                    "Leave security: none out; or, for a server on this machine, write"
                            + " allow-clear-text-sign-in: loopback."));
        }
        return user.flatMap(who -> password.flatMap(secret -> credentials(fields, who, secret, clearText)));
    }

    private Optional<OauthSpec> oauth(
            Fields fields, Node node, Optional<Provider> provider, Optional<Endpoint> endpoint) {
        fields.either("oauth", "password", "allow-clear-text-sign-in");
        if (isClear(endpoint)) {
            node.problem(new Mistake("the access token would go without TLS", "Leave security: none out."));
        }
        return new OauthReader(node, provider, this::secret).read(user(fields));
    }

    private static Optional<String> user(Fields fields) {
        return fields.need("user", "Write with whom to sign in.").flatMap(node -> node.as(USER));
    }

    private Optional<Secret> secret(Node node) {
        return signsIn ? node.as(Kinds.SECRET) : Optional.of(NOT_ASKED_FOR);
    }

    private static Optional<Credentials> credentials(Fields fields, String user, Secret secret, ClearText clearText) {
        try {
            return Optional.of(new Credentials.Password(user, secret.value(), clearText));
        } catch (IllegalArgumentException nul) {
            fields.problem(new Mistake("the password holds a NUL character"));
            return Optional.empty();
        }
    }
}
