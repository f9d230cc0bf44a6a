package dev.tidings.roadtest;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// The names and addresses that a certificate is for. Whether it is believed was decided elsewhere (RFC
/// 9525); this is for saying why it was not.
record ServerNames(List<String> names) {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    ServerNames {
        names = List.copyOf(names);
    }

    static ServerNames of(X509Certificate certificate) {
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            return new ServerNames(
                    all == null
                            ? List.of()
                            : all.stream()
                                    .filter(each -> each.getFirst() instanceof Integer kind
                                            && (kind == DNS_NAME || kind == IP_ADDRESS))
                                    .map(each -> String.valueOf(each.get(1)))
                                    .toList());
        } catch (CertificateParsingException unreadable) {
            return new ServerNames(List.of());
        }
    }

    boolean cover(String host) {
        return names.stream().anyMatch(each -> covers(each.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT)));
    }

    private static boolean covers(String name, String host) {
        return name.startsWith("*.")
                ? host.indexOf('.') > 0 && host.substring(host.indexOf('.')).equals(name.substring(1))
                : name.equals(host);
    }

    @Override
    public String toString() {
        return names.isEmpty() ? "no name at all" : String.join(", ", names);
    }
}
