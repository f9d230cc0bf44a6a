package dev.tidings.smtp;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Believes whom `judge` believes, and has somebody see what there was to believe. A handshake that fails
/// leaves nothing else of the certificates behind.
final class WitnessedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private final Trust.Witness witness;

    WitnessedTrust(X509ExtendedTrustManager judge, Trust.Witness witness) {
        this.judge = judge;
        this.witness = witness;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        seen(chain, () -> judge.checkServerTrusted(chain, authType, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        seen(chain, () -> judge.checkServerTrusted(chain, authType, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        seen(chain, () -> judge.checkServerTrusted(chain, authType));
    }

    @FunctionalInterface
    private interface Judgement {
        void pass() throws CertificateException;
    }

    private void seen(X509Certificate[] chain, Judgement judgement) throws CertificateException {
        try {
            judgement.pass();
            witness.saw(List.of(chain), Optional.empty());
        } catch (CertificateException doubt) {
            witness.saw(List.of(chain), Optional.of(Display.clean(String.valueOf(doubt.getMessage()))));
            throw doubt;
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
