package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/// HMAC-SHA256 over timestamp and token, in the body beside what it says: what it says is not signed. So a
/// token is good for the body with which it came first, and for no other; and since the token is the event's
/// id, the ledger knows it long after this process has forgotten it.
record MailgunSignature(Keyring keys, Window window, Tokens tokens) implements Proving {
    private record Signed(String timestamp, String token, String signature) {}

    @Override
    public Check check(Call call, Instant now) {
        Optional<Signed> signed = signed(call);
        if (signed.isEmpty()) {
            return new Check.Forged("it has no timestamp, token and signature");
        }
        Signed came = signed.get();
        boolean genuine = keys.fits(
                came.signature,
                secret -> HexFormat.of()
                        .formatHex(Keyring.hmac(
                                "HmacSHA256",
                                secret.value().getBytes(UTF_8),
                                (came.timestamp + came.token).getBytes(UTF_8))));
        if (genuine && !tokens.isFor(came.token, call.body())) {
            return new Check.Forged("its token came with another body before");
        }
        return window.check(genuine, () -> window.check(came.timestamp, now));
    }

    /// Of fields that came several times the last are Mailgun's own.
    private static Optional<Signed> signed(Call call) {
        try {
            Facts body = call.facts();
            Facts block = body.at("signature").isObject() ? body.at("signature") : body;
            return block.lastText("timestamp")
                    .flatMap(timestamp -> block.lastText("token")
                            .flatMap(token -> block.lastText("signature")
                                    .map(signature -> new Signed(timestamp, token, signature))));
        } catch (Unreadable garbled) {
            return Optional.empty();
        }
    }
}
