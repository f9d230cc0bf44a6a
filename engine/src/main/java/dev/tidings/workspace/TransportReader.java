package dev.tidings.workspace;

import dev.tidings.notification.Allowance;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.smtp.Client;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.SmtpServer;
import dev.tidings.smtp.Timeouts;
import dev.tidings.smtp.Trust;
import dev.tidings.smtp.Verb;
import dev.tidings.workspace.Addresses.Endpoint;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// One of `transports` → [TransportSpec].
final class TransportReader {
    private static final Kind<String> EHLO =
            new Kind<>("a domain name", "Write for example mail.example.com.", text -> {
                if (!text.matches("[A-Za-z0-9.-]{1,255}|\\[[0-9A-Fa-f:.]{2,50}]")) {
                    throw new Mistake(Quoted.of(text) + " is not a domain name", "Write for example mail.example.com.");
                }
                return text;
            });

    private static final String LOCAL_ADDRESS_FORM = "Write an IP address of this machine: 192.0.2.7.";
    private static final Kind<InetAddress> LOCAL_ADDRESS = new Kind<>("an IP address", LOCAL_ADDRESS_FORM, text -> {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException malformed) {
            throw new Mistake(Quoted.of(text) + " is not an IP address", LOCAL_ADDRESS_FORM);
        }
    });

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
        Fields fields = node.fields(TransportKeys.TRANSPORT);
        Optional<Provider> provider = fields.read("provider", known);
        Optional<Endpoint> endpoint = endpoint(fields, provider);
        Pool pool = pool(fields, provider);
        Allowance allowance = AllowanceReader.read(fields);
        AccountReader account = new AccountReader(folder, fields, endpoint, signsIn);
        Trust trust = account.trust();
        Client client = new Client(fields.read("ehlo", EHLO, usualEhlo), fields.read("local-address", LOCAL_ADDRESS));
        Timeouts timeouts =
                fields.get("timeouts").map(TransportReader::timeouts).orElseGet(Timeouts::usual);
        Optional<OauthSpec> oauth =
                fields.get("oauth").flatMap(at -> account.oauth(at, provider, Issuer.Purpose.SENDING));
        boolean anonymous = provider.isEmpty() && !fields.has("user") && !fields.has("password");
        Optional<Credentials> login = fields.has("oauth") || anonymous
                ? Optional.empty()
                : account.password().map(each -> each);
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
        return AccountReader.endpoint(fields, "smtp", "Write provider or smtp: the server's address.");
    }

    private static Pool pool(Fields fields, Optional<Provider> provider) {
        int connections = provider.flatMap(Provider::connections).orElse(Pool.USUAL.connections());
        return new Pool(
                fields.read("connections", Kinds.whole(1, 1000), connections),
                fields.read("messages-per-connection", Kinds.whole(1, 1_000_000), Pool.USUAL.messagesPerConnection()),
                fields.read("idle", Kinds.PERIOD, Pool.USUAL.idle()),
                fields.read("window", Kinds.whole(1, 100), Pool.USUAL.window()));
    }

    private static Timeouts timeouts(Node node) {
        Fields fields = node.fields(TransportKeys.TIMEOUTS);
        Timeouts timeouts = Timeouts.usual();
        for (Verb verb : Verb.values()) {
            Optional<Duration> step = fields.read(Kinds.word(verb), Kinds.PERIOD);
            timeouts = step.isPresent() ? timeouts.with(verb, step.get()) : timeouts;
        }
        return timeouts;
    }
}
