package dev.tidings.feedback.hooks;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/// Signatures that anybody can check and one can make.
final class Signatures {
    private Signatures() {}

    /// @param signature in base64
    static boolean verify(String algorithm, List<PublicKey> keys, String signature, byte[]... parts) {
        byte[] octets;
        try {
            octets = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
        return keys.stream().anyMatch(key -> verify(algorithm, key, octets, parts));
    }

    /// False also when the key is of another kind, or the signature is none.
    private static boolean verify(String algorithm, PublicKey key, byte[] signature, byte[]... parts) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key);
            for (byte[] part : parts) {
                verifier.update(part);
            }
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }
}
