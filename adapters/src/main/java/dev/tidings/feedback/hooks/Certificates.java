package dev.tidings.feedback.hooks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;

/// Certificates of Amazon SNS, each fetched once a day. That they come from Amazon is TLS's to say; here it is
/// looked at whose name is on it, whether it holds now, and whether each that comes with it vouches for the one
/// before.
final class Certificates {
    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final int MOST = 20;
    private static final int AT_ONCE = 2;
    private static final Pattern NAME =
            Pattern.compile("(?i)(?:^|,)CN=sns(\\.[a-z0-9-]+)?\\.amazonaws\\.com(\\.cn)?(?:,|$)");

    private final Fetch fetch;
    private final Semaphore free = new Semaphore(AT_ONCE);
    private final Map<URI, Known> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(X509Certificate certificate, Instant until) {}

    Certificates(Fetch fetch) {
        this.fetch = fetch;
    }

    /// Gets whatever else is there, such as the address by which a subscription is confirmed.
    Fetch fetch() {
        return fetch;
    }

    /// @param url one that was checked to be Amazon's
    /// @throws IOException              when it cannot be had now
    /// @throws GeneralSecurityException when what is there is no certificate for this
    X509Certificate at(URI url, Instant now) throws IOException, GeneralSecurityException {
        X509Certificate certificate = kept(url, now);
        certificate.checkValidity(Date.from(now));
        return certificate;
    }

    private X509Certificate kept(URI url, Instant now) throws IOException, GeneralSecurityException {
        Optional<X509Certificate> there = known(url, now);
        return there.isPresent() ? there.get() : fetched(url, now);
    }

    private synchronized Optional<X509Certificate> known(URI url, Instant now) {
        return Optional.ofNullable(known.get(url))
                .filter(each -> now.isBefore(each.until))
                .map(Known::certificate);
    }

    private synchronized void keep(URI url, Known certificate) {
        known.put(url, certificate);
    }

    /// Whoever names many that are not there keeps nobody waiting whose certificate is known.
    private X509Certificate fetched(URI url, Instant now) throws IOException, GeneralSecurityException {
        if (!free.tryAcquire()) {
            throw new IOException("others are being fetched");
        }
        try {
            X509Certificate certificate = leaf(fetch.get(url));
            keep(url, new Known(certificate, now.plus(GOOD_FOR)));
            return certificate;
        } finally {
            free.release();
        }
    }

    private static X509Certificate leaf(byte[] pem) throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate each :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            chain.add((X509Certificate) each);
        }
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate");
        }
        for (int each = 0; each + 1 < chain.size(); each++) {
            chain.get(each).verify(chain.get(each + 1).getPublicKey());
        }
        X509Certificate leaf = chain.getFirst();
        if (!NAME.matcher(leaf.getSubjectX500Principal().getName()).find()) {
            throw new GeneralSecurityException("the certificate is not for sns.amazonaws.com");
        }
        return leaf;
    }
}
