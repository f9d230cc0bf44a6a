package dev.tidings.feedback.hooks;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Amazon SNS signs the messages of all its customers with the same keys: that a message is SNS' own says nothing of
/// whose topic it came by. Nothing is fetched for a topic that is none of ours, nor from anywhere but SNS.
record SnsSignature(Set<String> topics, Certificates certificates, Window window) implements Proving {
    @Override
    public Check check(Call call, Instant now) {
        try {
            SnsMessage message = new SnsMessage(call.facts());
            return headers(call, message).orElseGet(() -> signature(message, now));
        } catch (Unreadable garbled) {
            return new Check.Forged("it is no message of SNS");
        }
    }

    /// What is wrong already without its signature.
    private Optional<Check> headers(Call call, SnsMessage message) {
        if (!message.isKnown() || !call.header("x-amz-sns-message-type").equals(Optional.of(message.text("Type")))) {
            return Optional.of(new Check.Forged("it is no message of SNS"));
        }
        if (!topics.contains(message.text("TopicArn"))) {
            return Optional.of(new Check.Forged("its topic is none of ours"));
        }
        return Optional.empty();
    }

    private Check signature(SnsMessage message, Instant now) {
        Optional<URI> url = message.certificate();
        Optional<String> algorithm = algorithm(message.text("SignatureVersion"));
        if (url.isEmpty() || algorithm.isEmpty()) {
            return new Check.Forged("its certificate is not at SNS, or its signature of no known version");
        }
        try {
            PublicKey key = certificates.at(url.get(), now).getPublicKey();
            boolean signed =
                    Signatures.verify(algorithm.get(), List.of(key), message.text("Signature"), message.signed());
            return window.check(
                    signed,
                    () -> message.facts()
                            .time("Timestamp")
                            .map(time -> window.check(time, now))
                            .orElse(new Check.Forged("its time is none")));
        } catch (IOException unreachable) {
            return new Check.Undecided("its certificate cannot be had: " + unreachable.getMessage());
        } catch (GeneralSecurityException unfit) {
            return new Check.Forged("its certificate is not one of SNS: " + unfit.getMessage());
        }
    }

    private static Optional<String> algorithm(String version) {
        return switch (version) {
            case "1" -> Optional.of("SHA1withRSA");
            case "2" -> Optional.of("SHA256withRSA");
            default -> Optional.empty();
        };
    }
}
