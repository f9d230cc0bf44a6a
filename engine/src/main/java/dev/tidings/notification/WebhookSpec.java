package dev.tidings.notification;

import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One provider that may tell us what became of mail.
///
/// @param proof  what a call has to carry to be believed
/// @param within how old a call may be that says when it was signed
/// @param url    the address that the provider calls, where that is signed too
public record WebhookSpec(WebhookProvider provider, Proof proof, Duration within, Optional<URI> url) {
    public WebhookSpec {
        if (within.isNegative()) {
            throw new IllegalArgumentException("a call cannot be younger than now");
        }
        if (provider == WebhookProvider.MANDRILL && url.isEmpty()) {
            throw new IllegalArgumentException("Mandrill signs the address that it calls");
        }
    }

    /// With what is usual for the provider.
    public static WebhookSpec of(WebhookProvider provider, Proof proof) {
        return new WebhookSpec(provider, proof, provider.within(), Optional.empty());
    }

    /// Of two or more values each is believed, so that one can be replaced without a gap.
    public sealed interface Proof {
        /// What calls are signed with.
        record Secrets(List<Secret> secrets) implements Proof {
            public Secrets {
                secrets = atLeastOne(secrets);
            }
        }

        /// The public half of what calls are signed with.
        record Keys(List<PublicKey> keys) implements Proof {
            public Keys {
                keys = atLeastOne(keys);
            }
        }

        /// @param arns the topics of Amazon SNS that are ours
        record Topics(Set<String> arns) implements Proof {
            public Topics {
                arns = Set.copyOf(atLeastOne(List.copyOf(arns)));
            }
        }

        /// HTTP basic authentication (RFC 7617).
        record Password(String user, List<Secret> passwords) implements Proof {
            public Password {
                passwords = atLeastOne(passwords);
            }
        }

        /// @param header that has the token; where it is `Authorization`, behind the word `Bearer` (RFC 6750)
        record Token(String header, List<Secret> tokens) implements Proof {
            public Token {
                tokens = atLeastOne(tokens);
            }
        }
    }

    private static <T> List<T> atLeastOne(List<T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a call that proves nothing is not believed");
        }
        return List.copyOf(values);
    }
}
