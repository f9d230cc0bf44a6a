package dev.tidings.bus.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Those whose certificates are believed: of a file in PEM (`ca=` in an address), else those this JDK trusts.
public final class Authorities {
    private final TrustManager[] managers;

    private Authorities(TrustManager[] managers) {
        this.managers = managers;
    }

    /// @param pem empty for those this JDK trusts
    /// @throws IllegalArgumentException when that file cannot be read, or has no certificate in it
    public static Authorities of(Optional<Path> pem) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(pem.isPresent() ? store(pem.get()) : null);
            return new Authorities(factory.getTrustManagers());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("ca=" + shown(pem) + " is no file that can be read", unreadable);
        } catch (GeneralSecurityException other) {
            throw new IllegalArgumentException("ca=" + shown(pem) + ": expected PEM certificates", other);
        }
    }

    private static String shown(Optional<Path> pem) {
        return pem.map(Path::toString).orElse("");
    }

    private static KeyStore store(Path pem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream octets = Files.newInputStream(pem)) {
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(octets)) {
                store.setCertificateEntry("authority-" + store.size(), each);
            }
        }
        if (store.size() == 0) throw new CertificateException("found none");
        return store;
    }

    public TrustManager[] managers() {
        return managers.clone();
    }

    /// For a client that looks at names by itself.
    public SSLContext context() {
        return context(managers);
    }

    public static SSLContext context(TrustManager... managers) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has TLS", impossible);
        }
    }
}
