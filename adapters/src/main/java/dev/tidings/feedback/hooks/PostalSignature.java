package dev.tidings.feedback.hooks;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Postal signs the body with its installation's RSA key: with SHA-256 since version 3, with SHA-1 before. It
/// says nothing of when.
record PostalSignature(List<PublicKey> keys) implements Proving {
    @Override
    public Check check(Call call, Instant now) {
        Optional<String> newer = call.header("X-Postal-Signature-256");
        Optional<String> signature = newer.or(() -> call.header("X-Postal-Signature"));
        if (signature.isEmpty()) {
            return new Check.Forged("it has no X-Postal-Signature");
        }
        String algorithm = newer.isPresent() ? "SHA256withRSA" : "SHA1withRSA";
        return Signatures.verify(algorithm, keys, signature.get(), call.body())
                ? Check.GENUINE
                : new Check.Forged("its signature is not by a key of ours");
    }
}
