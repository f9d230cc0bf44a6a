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
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Whose certificates are believed. Loaded once, so a bad file is found when the settings are read.
///
/// @param origin      where it comes from, for a person: `the system`, or a file
/// @param fingerprint SHA-256 of the authorities, or a word that stands for them
public record Trust(String origin, String fingerprint, SSLContext context) {

    /// The authorities this JDK trusts.
    public static Trust system() {
        try {
            return new Trust("the system", "system", SSLContext.getDefault());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no default TLS settings", e);
        }
    }

    /// The authorities in a PEM file, and only those.
    ///
    /// @throws IOException when the file cannot be read or holds no certificate
    public static Trust authorities(Path pem) throws IOException {
        byte[] octets = Files.readAllBytes(pem);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
            SSLContext context = trusting(certificates(new ByteArrayInputStream(octets)));
            return new Trust(pem.toString(), HexFormat.of().formatHex(hash), context);
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

    private static SSLContext trusting(Collection<? extends Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + number++, certificate);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
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
