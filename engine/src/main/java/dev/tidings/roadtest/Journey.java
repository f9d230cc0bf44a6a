package dev.tidings.roadtest;

import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Transcript;
import dev.tidings.smtp.Trust;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is met on the way to a session, kept whether or not the way leads there.
final class Journey implements Transcript, Trust.Witness {
    private final InstantSource clock;
    private final Map<Place, Duration> took = new EnumMap<>(Place.class);
    private Instant last;
    private String said = "";
    private List<InetAddress> addresses = List.of();
    private Optional<InetSocketAddress> peer = Optional.empty();
    private Optional<Reply> greeting = Optional.empty();
    private Optional<Reply> ehlo = Optional.empty();
    private Optional<String> tls = Optional.empty();
    private List<X509Certificate> chain = List.of();
    private Optional<String> doubt = Optional.empty();
    private Optional<String> mechanism = Optional.empty();

    Journey(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    @Override
    public synchronized void resolved(List<InetAddress> found) {
        addresses = found;
        reached(Place.ADDRESS);
    }

    @Override
    public synchronized void connected(InetSocketAddress taken) {
        peer = Optional.of(taken);
        reached(Place.CONNECTION);
    }

    @Override
    public synchronized void saw(List<X509Certificate> shown, Optional<String> why) {
        chain = shown;
        doubt = why;
    }

    @Override
    public synchronized void secured(String words) {
        tls = Optional.of(words);
        reached(Place.ENCRYPTION);
    }

    @Override
    public synchronized void sent(String line) {
        String[] words = line.split(" ", 3);
        said = words[0];
        if (said.equals("AUTH") && words.length > 1) {
            mechanism = Optional.of(words[1]);
        }
    }

    @Override
    public synchronized void received(Reply reply) {
        switch (said) {
            case "" -> {
                greeting = Optional.of(reply);
                reached(Place.GREETING);
            }
            case "EHLO", "HELO" -> {
                ehlo = said.equals("EHLO") ? Optional.of(reply) : Optional.empty();
                reached(Place.OFFERS);
            }
            default -> last = clock.instant();
        }
    }

    /// The sign-in, which is the last, is over.
    synchronized void arrived() {
        reached(Place.SIGN_IN);
    }

    private void reached(Place place) {
        Instant now = clock.instant();
        took.put(place, Duration.between(last, now));
        last = now;
    }

    synchronized List<InetAddress> addresses() {
        return addresses;
    }

    synchronized Optional<InetSocketAddress> peer() {
        return peer;
    }

    synchronized Optional<Reply> greeting() {
        return greeting;
    }

    /// The last answer to EHLO, so the one after TLS; empty where the server knows only HELO.
    synchronized Optional<Reply> ehlo() {
        return ehlo;
    }

    synchronized Optional<String> tls() {
        return tls;
    }

    /// The certificates that the server showed, its own first; none without TLS.
    synchronized List<X509Certificate> chain() {
        return chain;
    }

    /// Why they are not believed, if so.
    synchronized Optional<String> doubt() {
        return doubt;
    }

    synchronized Optional<String> mechanism() {
        return mechanism;
    }

    synchronized Optional<Duration> took(Place place) {
        return Optional.ofNullable(took.get(place));
    }
}
