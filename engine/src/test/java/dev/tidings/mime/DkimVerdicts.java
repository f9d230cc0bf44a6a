package dev.tidings.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.james.jdkim.DKIMVerifier;
import org.apache.james.jdkim.api.Result;
import org.apache.james.jdkim.exceptions.FailException;

/// What apache-jdkim says of a mail whose keys are published as they should be. It knows RSA only, and takes a
/// body of nothing but empty lines for one line end, as `simple` would (RFC 6376 §3.4.4 says: for nothing).
public final class DkimVerdicts {
    private DkimVerdicts() {}

    /// Whether each of the signatures holds; none when there is no signature.
    public static List<Boolean> of(byte[] mail, List<DkimKey> keys) throws IOException {
        DKIMVerifier verifier = new DKIMVerifier((method, selector, domain) -> keys.stream()
                .filter(key -> key.name().equals(selector + "._domainkey." + domain))
                .map(DkimKey::record)
                .toList());
        try {
            verifier.verify(new ByteArrayInputStream(mail));
        } catch (FailException told) {
            // the results say so too
        }
        return verifier.getResults().stream().map(Result::isSuccess).toList();
    }
}
