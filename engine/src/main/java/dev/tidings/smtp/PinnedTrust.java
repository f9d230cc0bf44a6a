package dev.tidings.smtp;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes whom `ordinary` believes, and of those only who has a pinned key: the server's own, or that of an
/// issuer on a valid path to it. A pin never makes anything trusted that would not be.
///
/// What a server merely sends along proves nothing, since anybody can send anybody's certificate: issuers
/// count only on a path whose signatures and constraints were checked.
final class PinnedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager ordinary;
    private final Set<Pin> pins;

    PinnedTrust(X509ExtendedTrustManager ordinary, Set<Pin> pins) {
        this.ordinary = ordinary;
        this.pins = Set.copyOf(pins);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        ordinary.checkServerTrusted(chain, authType, socket);
        requirePinned(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        ordinary.checkServerTrusted(chain, authType, engine);
        requirePinned(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        ordinary.checkServerTrusted(chain, authType);
        requirePinned(chain);
    }

    private void requirePinned(X509Certificate[] chain) throws CertificateException {
        PublicKey own = chain[0].getPublicKey();
        if (!isPinned(own) && issuers(chain).stream().noneMatch(this::isPinned)) {
            throw new CertificateException("the certificate is trusted, but neither the server's key, " + Pin.of(own)
                    + ", nor that of an issuer is pinned");
        }
    }

    private boolean isPinned(PublicKey key) {
        return pins.contains(Pin.of(key));
    }

    /// The keys above the server's on a valid path; none when no path can be built.
    private List<PublicKey> issuers(X509Certificate[] chain) {
        try {
            X509CertSelector server = new X509CertSelector();
            server.setCertificate(chain[0]);
            Set<TrustAnchor> anchors = Arrays.stream(ordinary.getAcceptedIssuers())
                    .map(each -> new TrustAnchor(each, null))
                    .collect(Collectors.toSet());
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, server);
            parameters.setRevocationEnabled(false); // as the ordinary check, which went before
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(chain))));
            PKIXCertPathBuilderResult path = (PKIXCertPathBuilderResult)
                    CertPathBuilder.getInstance("PKIX").build(parameters);
            List<PublicKey> keys = new ArrayList<>();
            for (Certificate each : path.getCertPath().getCertificates()) {
                keys.add(each.getPublicKey());
            }
            keys.add(path.getTrustAnchor().getTrustedCert().getPublicKey());
            return keys;
        } catch (GeneralSecurityException none) {
            return List.of();
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noClients();
    }

    private static CertificateException noClients() {
        return new CertificateException("we are the client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return ordinary.getAcceptedIssuers();
    }
}
