package dev.tidings.smtp;

import dev.tidings.mail.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Whose certificates are believed. Loaded once, so a bad file is found when the settings are read.
///
/// Pins narrow this down: whoever is believed must have one of the keys, too. They never widen it, so that a
/// self-signed certificate is believed only where it is itself in the file of authorities.
///
public final class Trust {
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final String origin;
    private final String fingerprint;
    private final Optional<KeyStore> authorities;
    private final Set<Pin> pins;
    private final SSLContext context;

    /// @param origin      where it comes from, for a person: `the system`, or a file
    /// @param fingerprint SHA-256 of the authorities, or a word that stands for them; and the pins
    /// @param authorities empty for those this JDK trusts
    private Trust(
            String origin, String fingerprint, Optional<KeyStore> authorities, Set<Pin> pins, SSLContext context) {
        this.origin = origin;
        this.fingerprint = fingerprint;
        this.authorities = authorities;
        this.pins = Set.copyOf(pins);
        this.context = context;
    }

    /// The authorities this JDK trusts.
    public static Trust system() {
        try {
            return new Trust("the system", "system", Optional.empty(), Set.of(), SSLContext.getDefault());
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
            return new Trust(
                    "the system, pinned",
                    fingerprint("system", pins),
                    Optional.empty(),
                    pins,
                    context(managers(Optional.empty()), pins));
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
            Optional<KeyStore> store = Optional.of(store(certificates(new ByteArrayInputStream(octets))));
            return new Trust(
                    pem.toString(), fingerprint(Sha256.hex(octets), pins), store, pins, context(managers(store), pins));
        } catch (GeneralSecurityException e) {
            throw new IOException(pem + ": expected PEM certificates: " + e.getMessage(), e);
        }
    }

    /// The same, and somebody hears of every certificate that is shown, believed or not.
    public Trust seenBy(Witness witness) {
        try {
            TrustManager[] judges = managers(authorities);
            if (!pins.isEmpty()) {
                judges = pinned(judges, pins);
            }
            TrustManager[] witnessed = {new WitnessedTrust(ofCertificates(judges), witness)};
            return new Trust(origin, fingerprint, authorities, pins, context(witnessed, Set.of()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was trusted before no longer is", e);
        }
    }

    /// Hears what a server shows, on the thread that talks to it.
    @FunctionalInterface
    public interface Witness {
        /// @param chain the server's own certificate first
        /// @param doubt why it is not believed, if so
        void saw(List<X509Certificate> chain, Optional<String> doubt);
    }

    /// Where it comes from, for a person: `the system`, or a file.
    public String origin() {
        return origin;
    }

    /// The keys of which one must be met; any key will do when there is none.
    public Set<Pin> pins() {
        return pins;
    }

    /// Puts TLS on a connection, at least 1.2 and with the certificate checked against `host`. It takes as long as the
    /// server likes; whoever owns the connection closes it in time.
    ///
    /// @throws IOException with the reason, when there is no such TLS; the connection is of no use then
    public SSLSocket over(Socket tcp, String host, int port) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(tcp, host, port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setProtocols(TLS_VERSIONS);
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        requireCurrent(tls.getSession());
        return tls;
    }

    /// The JDK does not ask this of a certificate that is itself among the authorities.
    private static void requireCurrent(SSLSession session) throws SSLException {
        try {
            ((X509Certificate) session.getPeerCertificates()[0]).checkValidity();
        } catch (CertificateException e) {
            throw new SSLException("the certificate has expired or is not valid yet: " + e.getMessage(), e);
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

    /// @param authorities empty for those this JDK trusts
    private static TrustManager[] managers(Optional<KeyStore> authorities) throws GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(authorities.orElse(null));
        return managers.getTrustManagers();
    }

    private static SSLContext context(TrustManager[] ordinary, Set<Pin> pins) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, pins.isEmpty() ? ordinary : pinned(ordinary, pins), null);
        return context;
    }

    private static TrustManager[] pinned(TrustManager[] ordinary, Set<Pin> pins) throws GeneralSecurityException {
        return new TrustManager[] {new PinnedTrust(ofCertificates(ordinary), pins)};
    }

    private static X509ExtendedTrustManager ofCertificates(TrustManager[] managers) throws GeneralSecurityException {
        for (TrustManager each : managers) {
            if (each instanceof X509ExtendedTrustManager manager) {
                return manager;
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
