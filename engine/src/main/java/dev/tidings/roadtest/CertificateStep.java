package dev.tidings.roadtest;

import static java.util.stream.Collectors.joining;

import dev.tidings.smtp.Pin;
import dev.tidings.smtp.Trust;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the server proves who it is.
///
/// @param chain its own certificate first; none where it showed none
/// @param doubt why it is not believed, if so
record CertificateStep(List<X509Certificate> chain, Optional<String> doubt, String host, Trust trust, Instant now) {
    private static final String NAME = Place.CERTIFICATE.title();
    private static final Duration SOON = Duration.ofDays(21);

    Step step() {
        if (chain.isEmpty()) {
            return Step.notTried(NAME, "the server showed none");
        }
        return (doubt.isPresent() ? disbelieved(doubt.get()) : believed()).with(facts());
    }

    private Step believed() {
        Instant end = ends();
        String found = "for " + host + ", believed, good until " + day(end);
        Duration left = Duration.between(now, end);
        return left.compareTo(SOON) >= 0
                ? Step.passed(NAME, found)
                : Step.warning(
                        NAME,
                        found + ": it ends in " + days(left),
                        "Whoever runs the server should renew it now. Once it has ended, no mail goes this way.");
    }

    /// A chain holds as long as the part of it that ends first.
    private Instant ends() {
        return chain.stream()
                .map(each -> each.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private Step disbelieved(String why) {
        Optional<X509Certificate> ended = chain.stream()
                .filter(each -> each.getNotAfter().toInstant().isBefore(now))
                .findFirst();
        Optional<X509Certificate> unborn = chain.stream()
                .filter(each -> each.getNotBefore().toInstant().isAfter(now))
                .findFirst();
        ServerNames names = ServerNames.of(own());
        if (ended.isPresent()) {
            return ended(ended.get());
        }
        if (unborn.isPresent()) {
            return Step.failed(
                    NAME,
                    "it begins only on " + day(unborn.get().getNotBefore().toInstant()),
                    "Is the clock of this machine right? It shows " + now + ".");
        }
        if (why.contains("pinned")) {
            return Step.failed(
                    NAME,
                    "it is trusted, but its key is not the one that pin: names",
                    "If the server has a new key, and you have heard so from whoever runs it, write pin: "
                            + Pin.of(own().getPublicKey()) + ".");
        }
        return names.cover(host) ? unknownIssuer(why) : wrongHost(names);
    }

    private Step ended(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        String whose = certificate.equals(own()) ? "it" : "an issuer's, " + certificate.getSubjectX500Principal() + ",";
        return Step.failed(
                NAME,
                whose + " ended on " + day(end) + ", " + days(Duration.between(end, now)) + " ago",
                "Whoever runs the server must renew it. No mail goes this way until then.");
    }

    private Step wrongHost(ServerNames names) {
        return Step.failed(
                NAME,
                "it is for " + names + ", not for " + host,
                "Write one of these names in smtp:, if it is the same server; else have its certificate made for "
                        + host + ". If neither is so, this is not the server you think.");
    }

    private Step unknownIssuer(String why) {
        if (isSelfSigned(own())) {
            return Step.failed(
                    NAME,
                    "nobody vouches for it but itself (it is self-signed)",
                    "If the server is yours, write ca: with a file that holds this very certificate. If it is a"
                            + " provider's, somebody stands in between.");
        }
        X509Certificate last = chain.getLast();
        if (why.contains("certification path")) {
            return Step.failed(
                    NAME,
                    "nobody we trust (" + trust.origin() + ") vouches for its issuer, " + last.getIssuerX500Principal(),
                    chain.size() == 1
                            ? "The server sends its own certificate alone: whoever runs it should send the issuer's"
                                    + " along (the full chain). For an authority of your own write ca: with its"
                                    + " certificate."
                            : "For an authority of your own write ca: with a file that holds its certificate.");
        }
        return Step.failed(NAME, "it is not believed: " + why, "Whoever runs the server must mend it.");
    }

    private X509Certificate own() {
        return chain.getFirst();
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    private List<Fact> facts() {
        X509Certificate own = own();
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact("subject", own.getSubjectX500Principal().toString()),
                new Fact("names", ServerNames.of(own).toString()),
                new Fact("issuer", own.getIssuerX500Principal().toString()),
                new Fact(
                        "good",
                        day(own.getNotBefore().toInstant()) + " to "
                                + day(own.getNotAfter().toInstant())),
                new Fact("key", key(own) + ", " + Pin.of(own.getPublicKey()))));
        if (chain.size() > 1) {
            facts.add(new Fact(
                    "chain",
                    chain.stream()
                            .skip(1)
                            .map(each -> each.getSubjectX500Principal() + " (to "
                                    + day(each.getNotAfter().toInstant()) + ")")
                            .collect(joining("; "))));
        }
        facts.add(new Fact("authorities", trust.origin()));
        if (!trust.pins().isEmpty()) {
            facts.add(new Fact(
                    "pins", trust.pins().stream().map(Pin::toString).sorted().collect(joining(", "))));
        }
        return facts;
    }

    private static String key(X509Certificate certificate) {
        return switch (certificate.getPublicKey()) {
            case RSAPublicKey rsa -> "RSA " + rsa.getModulus().bitLength();
            case ECPublicKey curve ->
                "EC " + curve.getParams().getCurve().getField().getFieldSize();
            case PublicKey other -> other.getAlgorithm();
        };
    }

    private static LocalDate day(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private static String days(Duration span) {
        long days = span.toDays();
        return days == 0 ? "less than a day" : days == 1 ? "a day" : days + " days";
    }
}
