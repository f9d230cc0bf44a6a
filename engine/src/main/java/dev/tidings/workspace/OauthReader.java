package dev.tidings.workspace;

import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.OauthSpec.Grant;
import dev.tidings.notification.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/// The `oauth` of a transport or a mailbox → [OauthSpec].
final class OauthReader {
    private static final Kind<Issuer> ISSUER = Kinds.oneOf(Issuer.class);
    private static final String TENANT_FORM =
            "Write the tenant's id or domain, such as contoso.onmicrosoft.com; consumers for a personal account.";
    private static final Kind<String> TENANT = new Kind<>("a tenant", TENANT_FORM, text -> {
        if (!text.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,252}")) {
            throw new Mistake(Quoted.of(text) + " is not a tenant", TENANT_FORM);
        }
        return text;
    });
    private static final Kind<URI> TOKEN_URL = Addresses.HTTP.then(OauthReader::confidential);

    private enum GrantType {
        CLIENT_CREDENTIALS,
        REFRESH_TOKEN
    }

    private static final Kind<GrantType> GRANT = Kinds.oneOf(GrantType.class);

    private final Fields fields;
    private final Optional<Issuer> issuer;
    private final Issuer.Purpose purpose;
    private final Function<Node, Optional<Secret>> secrets;

    /// @param provider of a transport, which may say who issues its tokens
    /// @param secrets  reads a secret, or what stands for it
    OauthReader(
            Node node, Optional<Provider> provider, Issuer.Purpose purpose, Function<Node, Optional<Secret>> secrets) {
        this.fields = node.fields(TransportKeys.OAUTH);
        this.issuer = fields.has("provider") ? fields.read("provider", ISSUER) : usual(provider);
        this.purpose = purpose;
        this.secrets = secrets;
    }

    /// Not where an address is written: then it is somebody else's.
    private Optional<Issuer> usual(Optional<Provider> provider) {
        return fields.has("token-url") ? Optional.empty() : provider.flatMap(Issuer::of);
    }

    Optional<OauthSpec> read(Optional<String> user) {
        Optional<URI> tokenUrl = tokenUrl();
        Optional<String> client =
                fields.need("client", "Write the application's id.").flatMap(Node::text);
        Optional<Grant> grant = grant();
        Optional<Secret> secret =
                grant.filter(Grant.ClientCredentials.class::isInstance).isPresent()
                        ? need("secret")
                        : fields.get("secret").flatMap(secrets);
        Optional<String> scope = scope(grant);
        if (secret.isEmpty()
                && grant.filter(Grant.RefreshToken.class::isInstance).isEmpty()) {
            return Optional.empty();
        }
        return user.flatMap(who -> tokenUrl.flatMap(
                url -> client.flatMap(id -> grant.map(by -> new OauthSpec(who, url, id, secret, by, scope)))));
    }

    private Optional<URI> tokenUrl() {
        fields.either("provider", "token-url");
        if (fields.has("token-url")) {
            fields.either("token-url", "tenant");
            return fields.read("token-url", TOKEN_URL);
        }
        if (issuer.isEmpty()) {
            if (!fields.has("provider")) {
                fields.problem(new Mistake(
                        "token-url is missing", "Write provider: microsoft365 or gmail, or token-url: its address."));
            }
            return Optional.empty();
        }
        if (!issuer.get().hasTenants()) {
            fields.get("tenant")
                    .ifPresent(node -> node.problem(
                            new Mistake(Kinds.word(issuer.get()) + " has no tenants", "Leave tenant out.")));
            return Optional.of(URI.create(issuer.get().tokenUrl("")));
        }
        return fields.need("tenant", TENANT_FORM)
                .flatMap(node -> node.as(TENANT))
                .map(tenant -> URI.create(issuer.get().tokenUrl(tenant)));
    }

    private static URI confidential(URI url) {
        boolean here = url.getHost().matches("localhost|127\\.0\\.0\\.1|\\[::1]");
        if (!"https".equals(url.getScheme()) && !here) {
            throw new Mistake("the secret would go without TLS", "Write https://.");
        }
        return url;
    }

    private Optional<Grant> grant() {
        GrantType usual = fields.has("refresh-token") ? GrantType.REFRESH_TOKEN : GrantType.CLIENT_CREDENTIALS;
        return switch (fields.read("grant", GRANT, usual)) {
            case REFRESH_TOKEN -> need("refresh-token").map(Grant.RefreshToken::new);
            case CLIENT_CREDENTIALS -> {
                fields.get("refresh-token")
                        .ifPresent(node -> node.problem(new Mistake(
                                "grant: client-credentials takes none",
                                "Leave it out, or write grant: refresh-token.")));
                yield Optional.of(new Grant.ClientCredentials());
            }
        };
    }

    private Optional<Secret> need(String key) {
        return fields.need(key, "Write " + key + ": ${NAME}, and set NAME where Tidings is started.")
                .flatMap(secrets);
    }

    private Optional<String> scope(Optional<Grant> grant) {
        Optional<String> usual = issuer.flatMap(each -> grant.flatMap(by -> each.scope(by, purpose)));
        if (issuer.isPresent() && grant.isPresent() && usual.isEmpty()) {
            fields.problem(new Mistake(
                    Kinds.word(issuer.get()) + " gives no tokens by client credentials",
                    "Write refresh-token: ${NAME}."));
        }
        return fields.read("scope", Kinds.TEXT).or(() -> usual);
    }
}
