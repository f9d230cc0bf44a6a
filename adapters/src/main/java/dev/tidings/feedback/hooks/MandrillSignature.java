package dev.tidings.feedback.hooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;

/// HMAC-SHA1 over the address that is called and the fields of the form, in the order of their names. It says
/// nothing of when.
///
/// @param url as it stands at Mandrill
record MandrillSignature(URI url, Keyring keys) implements Proving {
    @Override
    public Check check(Call call, Instant now) {
        Optional<String> came = call.header("X-Mandrill-Signature");
        if (came.isEmpty()) {
            return new Check.Forged("it has no X-Mandrill-Signature");
        }
        try {
            byte[] signed = signed(call.facts()).getBytes(UTF_8);
            return keys.fits(
                            came.get(),
                            secret -> Base64.getEncoder()
                                    .encodeToString(Keyring.hmac(
                                            "HmacSHA1", secret.value().getBytes(UTF_8), signed)))
                    ? Check.GENUINE
                    : new Check.Forged(
                            "its signature is not by a key of ours, or of another address than " + url.getPath());
        } catch (Unreadable garbled) {
            return new Check.Forged("it is no form");
        }
    }

    private String signed(Facts form) {
        return form.names().stream()
                .sorted()
                .map(name -> name + form.lastExactly(name))
                .collect(Collectors.joining("", url.toString(), ""));
    }
}
