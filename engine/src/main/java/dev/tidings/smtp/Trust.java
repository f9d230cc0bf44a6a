package dev.tidings.smtp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are believed. Loaded once, so a bad file is found when the settings are read.
///
/// Pins narrow this down: whoever is believed must have one of the keys, too. They never widen it, so that a
/// self-signed certificate is believed only where it is itself in the file of authorities.
///
/// @param origin      where it comes from, for a person: `the system`, or a file
/// @param fingerprint SHA-256 of the authorities, or a word that stands for them; and the pins
public record Trust(String origin, String fingerprint, SSLContext context) {

    /// The authorities this JDK trusts.
    public static Trust system() {
        try {
            return new Trust("the system", "system", SSLContext.getDefault());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no default TLS settings", e);
        }
    }

    /// The authorities this JDK trusts, where one of the pins is met too.
    ///
    /// @param pins none of them means any key
    public static Trust system(Set<Pin> pins) {
        if (pins.isEmpty()) {
            return system();
        }
        try {
            return new Trust("the system, pinned", fingerprint("system", pins), context(managers(null), pins));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no default authorities", e);
        }
    }

    /// The authorities in a PEM file, and only those.
    ///
    /// @throws IOException when the file cannot be read or holds no certificate
    public static Trust authorities(Path pem) throws IOException {
        return authorities(pem, Set.of());
    }

    /// The authorities in a PEM file, where one of the pins is met too.
    ///
    /// @param pins none of them means any key
    /// @throws IOException when the file cannot be read or holds no certificate
    public static Trust authorities(Path pem, Set<Pin> pins) throws IOException {
        byte[] octets = Files.readAllBytes(pem);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
            KeyStore store = store(certificates(new ByteArrayInputStream(octets)));
            return new Trust(
                    pem.toString(), fingerprint(HexFormat.of().formatHex(hash), pins), context(managers(store), pins));
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + ": expected PEM certificates: " + e.getMessage(), e);
        }
    }

    private static Collection<? extends Certificate> certificates(InputStream pem) throws GeneralSecurityException {
        Collection<? extends Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(pem);
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("found none");
        }
        return certificates;
    }

    private static KeyStore store(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        return store;
    }

    /// @param authorities null for those this JDK trusts
    private static TrustManager[] managers(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(authorities);
        return managers.getTrustManagers();
    }

    private static SSLContext context(TrustManager[] ordinary, Set<Pin> pins) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, pins.isEmpty() ? ordinary : pinned(ordinary, pins), null);
        return context;
    }

    private static TrustManager[] pinned(TrustManager[] ordinary, Set<Pin> pins) throws GeneralSecurityException {
        for (TrustManager each : ordinary) {
            if (each instanceof X509ExtendedTrustManager manager) {
                return new TrustManager[] {new PinnedTrust(manager, pins)};
            }
        }
        throw new GeneralSecurityException("no X.509 trust manager");
    }

    private static String fingerprint(String authorities, Set<Pin> pins) {
        return authorities + pins.stream().map(pin -> " " + pin).sorted().collect(Collectors.joining());
    }

    /// Two that believe the same authorities are the same: a reading of unchanged settings changes nothing.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trust trust && fingerprint.equals(trust.fingerprint);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return origin;
    }
}
