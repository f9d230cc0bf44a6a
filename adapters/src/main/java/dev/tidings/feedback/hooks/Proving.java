package dev.tidings.feedback.hooks;

import dev.tidings.notification.WebhookProvider;
import dev.tidings.notification.WebhookSpec;
import dev.tidings.notification.WebhookSpec.Proof;
import java.time.Instant;
import java.util.Set;

/// How calls of one provider are told from forged ones.
interface Proving {
    Check check(Call call, Instant now);

    /// Whether whoever carries no proof is to be told that a password is wanted (RFC 7617): some send theirs only then.
    default boolean wantsPassword() {
        return false;
    }

    static Proving of(WebhookSpec spec, Memory memory) {
        return switch (spec.proof()) {
            case Proof.Password(var user, var passwords) -> new PasswordProof(user, passwords);
            case Proof.Token(var header, var tokens) -> new TokenProof(header, tokens);
            case Proof.Keys(var keys) ->
                spec.provider() == WebhookProvider.SENDGRID
                        ? new SendGridSignature(keys, new Window(spec.within()))
                        : new PostalSignature(keys);
            case Proof.Topics(Set<String> arns) ->
                new SnsSignature(arns, memory.certificates(), new Window(spec.within()));
            case Proof.Secrets secrets -> bySecret(spec, secrets, memory);
        };
    }

    private static Proving bySecret(WebhookSpec spec, Proof.Secrets secrets, Memory memory) {
        Keyring keys = new Keyring(secrets.secrets());
        Window window = new Window(spec.within());
        return switch (spec.provider()) {
            case ALIYUN -> new AliyunToken(keys, window);
            case MAILERSEND -> new BodySignature("Signature", keys);
            case MAILTRAP -> new BodySignature("Mailtrap-Signature", keys);
            case MAILGUN -> new MailgunSignature(keys, window, memory.tokens());
            case MANDRILL -> new MandrillSignature(spec.url().orElseThrow(), keys);
            case RESEND, STANDARD -> new StandardSignature(keys, window);
            case UNISENDER_GO -> new UnisenderSignature(keys);
            case AMAZON_SES, BREVO, MAILJET, POSTAL, POSTMARK, SENDGRID, SPARKPOST ->
                throw new IllegalArgumentException(spec.provider().word() + " signs with no secret");
        };
    }
}
