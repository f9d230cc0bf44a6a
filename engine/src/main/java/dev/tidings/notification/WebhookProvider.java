package dev.tidings.notification;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Who tells by HTTP what became of mail, and by what their calls are told from forged ones.
public enum WebhookProvider {
    /// Alibaba Cloud DirectMail, by way of EventBridge.
    ALIYUN(ProofKind.SECRET, Duration.ofMinutes(5)),
    /// By way of Amazon SNS, which signs a message once and tries to hand it over for an hour.
    AMAZON_SES(ProofKind.TOPICS, Duration.ofHours(1)),
    BREVO(ProofKind.PASSWORD, Duration.ZERO),
    MAILERSEND(ProofKind.SECRET, Duration.ZERO),
    MAILGUN(ProofKind.SECRET, Duration.ofMinutes(5)),
    MAILJET(ProofKind.PASSWORD, Duration.ZERO),
    MAILTRAP(ProofKind.SECRET, Duration.ZERO),
    MANDRILL(ProofKind.SECRET, Duration.ZERO),
    POSTAL(ProofKind.KEY, Duration.ZERO),
    POSTMARK(ProofKind.PASSWORD, Duration.ZERO),
    RESEND(ProofKind.SECRET, Duration.ofMinutes(5)),
    SENDGRID(ProofKind.KEY, Duration.ofMinutes(5)),
    SPARKPOST(ProofKind.PASSWORD, Duration.ZERO),
    /// Anybody who signs as Standard Webhooks 1.0, as our own callbacks do.
    STANDARD(ProofKind.SECRET, Duration.ofMinutes(5)),
    UNISENDER_GO(ProofKind.SECRET, Duration.ZERO);

    private final ProofKind proof;
    private final Duration within;

    WebhookProvider(ProofKind proof, Duration within) {
        this.proof = proof;
        this.within = within;
    }

    /// What a provider's calls carry.
    public enum ProofKind {
        /// A signature by a secret that both know, or that secret itself.
        SECRET,
        /// A signature by a key of which we know the public half.
        KEY,
        /// The signature of Amazon SNS, which all its customers share: the topic tells whose it is.
        TOPICS,
        /// No signature: a user and a password, or a token.
        PASSWORD
    }

    public ProofKind proof() {
        return proof;
    }

    /// How old a call may be that says when it was signed. Zero where none says so.
    public Duration within() {
        return within;
    }

    /// Whether calls say when they were signed.
    public boolean isTimed() {
        return !within.isZero();
    }

    /// As it stands in files and addresses: `amazon-ses`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// By its word, also with `_` in it. Empty when there is none.
    public static Optional<WebhookProvider> of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word().equals(word.replace('_', '-')))
                .findFirst();
    }
}
