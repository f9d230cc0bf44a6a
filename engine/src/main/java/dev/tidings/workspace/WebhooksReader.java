package dev.tidings.workspace;

import dev.tidings.notification.Secret;
import dev.tidings.notification.WebhookProvider;
import dev.tidings.notification.WebhookSpec;
import dev.tidings.notification.WebhookSpec.Proof;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `bounces.webhooks` → [WebhookSpec]s.
final class WebhooksReader {
    private static final Duration LONGEST = Duration.ofDays(7);
    /// Of what a person made up: a provider's own secrets have the length that they have.
    private static final int OWN_MIN = 16;

    private static final Kind<WebhookProvider> PROVIDER =
            Kinds.oneOf(List.of(WebhookProvider.values()), WebhookProvider::word);
    private static final Kind<Secret> OWN = Kinds.SECRET.then(WebhooksReader::strong);
    private static final Kind<PublicKey> KEY = new Kind<>("a public key", PublicKeys.FORM, PublicKeys::read);
    private static final Kind<Duration> WITHIN = Kinds.PERIOD.then(WebhooksReader::notTooLong);
    private static final String ARN_FORM = "Topics are written arn:aws:sns:eu-central-1:123456789012:bounces.";
    private static final Kind<String> ARN = new Kind<>("a topic", ARN_FORM, WebhooksReader::arn);
    private static final Kind<String> HEADER =
            new Kind<>("a header's name", "Names are letters, digits and dashes.", WebhooksReader::header);

    private final boolean needed;

    /// @param needed whether a secret that is not at hand is a problem; if not, its provider is passed over
    WebhooksReader(boolean needed) {
        this.needed = needed;
    }

    Map<WebhookProvider, WebhookSpec> read(Node node) {
        Map<WebhookProvider, WebhookSpec> webhooks = new EnumMap<>(WebhookProvider.class);
        node.named()
                .forEach((name, each) -> provider(name, each)
                        .flatMap(provider -> spec(provider, each.fields(BounceKeys.WEBHOOK)))
                        .ifPresent(spec -> webhooks.put(spec.provider(), spec)));
        return webhooks;
    }

    private static Optional<WebhookProvider> provider(String name, Node node) {
        try {
            return Optional.of(PROVIDER.parse().apply(name));
        } catch (Mistake unknown) {
            node.problem(unknown);
            return Optional.empty();
        }
    }

    private Optional<WebhookSpec> spec(WebhookProvider provider, Fields fields) {
        Optional<Proof> proof = proof(provider, fields);
        Duration within = within(provider, fields);
        Optional<URI> url = url(provider, fields);
        boolean complete = provider != WebhookProvider.MANDRILL || url.isPresent();
        return proof.filter(_ -> complete).map(each -> new WebhookSpec(provider, each, within, url));
    }

    private Optional<Proof> proof(WebhookProvider provider, Fields fields) {
        return switch (provider.proof()) {
            case SECRET -> {
                only(provider, fields, "secret");
                yield secrets(fields, "secret", isOwn(provider) ? OWN : Kinds.SECRET)
                        .map(Proof.Secrets::new);
            }
            case KEY -> {
                only(provider, fields, "key");
                yield keys(fields).map(Proof.Keys::new);
            }
            case TOPICS -> {
                only(provider, fields, "topics");
                yield topics(fields).map(Proof.Topics::new);
            }
            case PASSWORD -> {
                only(provider, fields, "user", "password", "token", "header");
                yield fields.has("token") || fields.has("header") ? token(fields) : password(fields);
            }
        };
    }

    /// Of these a person makes the secret up; others show theirs.
    private static boolean isOwn(WebhookProvider provider) {
        return provider == WebhookProvider.STANDARD || provider == WebhookProvider.ALIYUN;
    }

    /// A key that the provider has no use for would be thought to protect.
    private static void only(WebhookProvider provider, Fields fields, String... useful) {
        Set<String> unused =
                new LinkedHashSet<>(List.of("secret", "key", "topics", "user", "password", "token", "header"));
        unused.removeAll(List.of(useful));
        unused.forEach(key -> fields.get(key)
                .ifPresent(node -> node.problem(new Mistake(
                        "calls of " + provider.word() + " do not prove themselves by it",
                        "Write " + String.join(" or ", useful) + "."))));
    }

    private Optional<List<Secret>> secrets(Fields fields, String key, Kind<Secret> kind) {
        List<Secret> secrets = fields
                .need(key, "Write " + key + ": ${NAME}, as docs/webhooks-in.md says for each provider.")
                .map(Node::oneOrMore)
                .orElse(List.of())
                .stream()
                .filter(each -> needed || each.isAtHand())
                .flatMap(each -> each.as(kind).stream())
                .toList();
        return Optional.of(secrets).filter(each -> !each.isEmpty());
    }

    private Optional<List<PublicKey>> keys(Fields fields) {
        List<PublicKey> keys = fields
                .need("key", "Write key: and the public key that the provider shows.")
                .map(Node::oneOrMore)
                .orElse(List.of())
                .stream()
                .filter(each -> needed || each.isAtHand())
                .flatMap(each -> each.as(KEY).stream())
                .toList();
        return Optional.of(keys).filter(each -> !each.isEmpty());
    }

    private static Optional<Set<String>> topics(Fields fields) {
        Set<String> topics = new LinkedHashSet<>();
        fields.need("topics", "Amazon signs the messages of all its customers: write which topics are yours.")
                .map(Node::oneOrMore)
                .orElse(List.of())
                .forEach(each -> each.as(ARN).ifPresent(topics::add));
        return Optional.of(topics).filter(each -> !each.isEmpty());
    }

    private Optional<Proof> token(Fields fields) {
        fields.either("token", "user", "password");
        String header = fields.read("header", HEADER, "Authorization");
        return secrets(fields, "token", OWN).map(tokens -> new Proof.Token(header, tokens));
    }

    private Optional<Proof> password(Fields fields) {
        Optional<String> user =
                fields.need("user", "Write user and password, or token.").flatMap(each -> each.as(Kinds.TEXT));
        Optional<List<Secret>> passwords = secrets(fields, "password", OWN);
        return user.flatMap(name -> passwords.map(each -> new Proof.Password(name, each)));
    }

    private static Duration within(WebhookProvider provider, Fields fields) {
        if (!provider.isTimed()) {
            fields.get("within")
                    .ifPresent(node -> node.problem(new Mistake(
                            "calls of " + provider.word() + " do not say when they were signed", "Leave it out.")));
            return provider.within();
        }
        return fields.read("within", WITHIN, provider.within());
    }

    private static Optional<URI> url(WebhookProvider provider, Fields fields) {
        if (provider == WebhookProvider.MANDRILL) {
            return fields.need("url", "Mandrill signs the address that it calls: write it as it stands there.")
                    .flatMap(each -> each.as(Addresses.HTTP));
        }
        fields.get("url")
                .ifPresent(node -> node.problem(
                        new Mistake(provider.word() + " does not sign the address that it calls", "Leave it out.")));
        return Optional.empty();
    }

    private static Secret strong(Secret own) {
        if (own.value().length() < OWN_MIN) {
            throw Mistake.discreet(
                    "is shorter than %d characters".formatted(OWN_MIN), "Make one: openssl rand -hex 24.");
        }
        return own;
    }

    private static Duration notTooLong(Duration within) {
        if (within.compareTo(LONGEST) > 0) {
            throw new Mistake("is longer than 7d", "No provider tries for longer.");
        }
        return within;
    }

    private static String arn(String text) {
        if (!text.matches("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_.-]{1,256}")) {
            throw new Mistake(Quoted.of(text) + " is not a topic", ARN_FORM);
        }
        return text;
    }

    private static String header(String text) {
        if (!text.matches("[A-Za-z0-9-]{1,64}")) {
            throw new Mistake(Quoted.of(text) + " is not a header's name", HEADER.form());
        }
        return text;
    }
}
