package dev.tidings.roadtest;

import static java.util.stream.Collectors.joining;

import dev.tidings.notification.TransportSpec;
import dev.tidings.smtp.NoSession.Why;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.Verb;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was met on the way to a server, as steps: those up to where the way ended, and the others as not tried.
record ServerSteps(TransportSpec road, Meeting meeting, Instant now) {

    List<Step> steps() {
        return Place.on(meeting.server().security()).stream().map(this::step).toList();
    }

    private Step step(Place place) {
        Optional<Place> end = meeting.why().map(why -> Place.of(why, meeting.journey()));
        boolean certificateSeen =
                place == Place.CERTIFICATE && !meeting.journey().chain().isEmpty();
        if (end.filter(each -> isBefore(each, place)).isPresent() && !certificateSeen) {
            return Step.notTried(
                    place.title(), "the way ended at " + end.get().title().toLowerCase(Locale.ROOT) + ", above");
        }
        boolean ended = end.filter(place::equals).isPresent();
        return taken(place, ended).with(meeting.journey().took(place));
    }

    private boolean isBefore(Place one, Place other) {
        List<Place> order = Place.on(meeting.server().security());
        return order.indexOf(one) < order.indexOf(other);
    }

    private Step taken(Place place, boolean ended) {
        return switch (place) {
            case ADDRESS -> ended ? noAddress() : address();
            case CONNECTION -> ended ? noConnection() : connection();
            case GREETING -> ended ? noGreeting() : greeting();
            case ENCRYPTION -> new EncryptionStep(meeting).step();
            case CERTIFICATE ->
                new CertificateStep(
                                meeting.journey().chain(),
                                meeting.doubt(),
                                meeting.server().host(),
                                meeting.server().trust(),
                                now)
                        .step();
            case OFFERS -> ended ? noOffers() : new OffersStep(road, meeting).step();
            case SIGN_IN -> new SignInStep(road, meeting).step();
        };
    }

    private Step address() {
        String addresses = meeting.journey().addresses().stream()
                .map(InetAddress::getHostAddress)
                .collect(joining(", "));
        String host = meeting.server().host();
        return Step.passed(
                Place.ADDRESS.title(),
                addresses.equals(host) ? host + " is an address itself" : host + " is " + addresses);
    }

    private Step noAddress() {
        String host = meeting.server().host();
        boolean other = meeting.server().client().address().isPresent();
        return Step.failed(
                Place.ADDRESS.title(),
                meeting.why().map(ServerSteps::words).orElse(""),
                other
                        ? "IPv4 reaches IPv4 alone, and IPv6 IPv6. Write another local-address, or leave it out."
                        : "Is the name written right? If it is, this machine finds no names: does its DNS work? Try:"
                                + " getent hosts " + host);
    }

    private Step connection() {
        InetSocketAddress peer = meeting.journey().peer().orElseThrow();
        InetAddress first = meeting.journey().addresses().getFirst();
        String taken = peer.getAddress().getHostAddress() + " port " + peer.getPort() + " took it";
        return peer.getAddress().equals(first)
                ? Step.passed(Place.CONNECTION.title(), taken)
                : Step.warning(
                        Place.CONNECTION.title(),
                        first.getHostAddress() + " did not take it; " + taken,
                        "Every new connection waits for the first address in vain. Often IPv6 is announced and does not"
                                + " work here.");
    }

    private Step noConnection() {
        String why = meeting.why().map(ServerSteps::words).orElse("");
        return Step.failed(Place.CONNECTION.title(), why, mendConnection(why.toLowerCase(Locale.ROOT)));
    }

    private static String mendConnection(String why) {
        if (why.contains("refused")) {
            return "Nobody listens there: does the server run, and is the port right? Usual are 465 (smtps://) and 587"
                    + " (smtp://).";
        }
        if (why.contains("does not have the address")) {
            return "Write an address of this machine as local-address, or leave it out.";
        }
        return why.contains("timed out")
                ? "Something in between swallows it, a firewall as a rule. Many networks close port 25; use 465 or 587."
                : "This machine finds no way there: look at its network, its routes and its firewall.";
    }

    private Step greeting() {
        String said = meeting.journey().greeting().map(Reply::toString).orElse("");
        return Step.passed(Place.GREETING.title(), "a mail server answers").with(List.of(new Fact("said", said)));
    }

    private Step noGreeting() {
        String why = meeting.why().map(ServerSteps::words).orElse("");
        if (meeting.why().filter(Why.Refused.class::isInstance).isPresent()) {
            return Step.failed(
                    Place.GREETING.title(),
                    "the server turns us away: " + why,
                    new Advice(road)
                            .on(
                                    Verb.GREETING,
                                    why,
                                    "Ask whoever runs it: this machine's address may be on a list of senders it does"
                                            + " not take."));
        }
        boolean mayWantTls = meeting.server().security() != Security.IMPLICIT_TLS;
        return Step.failed(
                Place.GREETING.title(),
                why,
                mayWantTls
                        ? "A server that speaks TLS at once waits in silence: on port 465 write smtps://. Else this is"
                                + " no mail server, or a very busy one."
                        : "This is no mail server, or a very busy one: is the port right?");
    }

    private Step noOffers() {
        String why = meeting.why().map(ServerSteps::words).orElse("");
        return Step.failed(
                Place.OFFERS.title(),
                "the server does not take our greeting: " + why,
                new Advice(road)
                        .on(
                                Verb.EHLO,
                                why,
                                "It was called by the name "
                                        + meeting.server().client().ehloName()
                                        + ". Write ehlo: with the full name of this machine, if it does not like that"
                                        + " one."));
    }

    /// What stood in the way, as the server or the network said it.
    static String words(Why why) {
        return switch (why) {
            case Why.Unreachable(String said) -> said;
            case Why.Refused(Verb at, Reply reply) -> reply.toString();
            case Why.TlsNotOffered _ -> "STARTTLS is not offered";
            case Why.TlsFailed(String said) -> said;
            case Why.AuthImpossible(String said) -> said;
            case Why.AuthRefused(Reply reply) -> reply.toString();
            case Why.AuthDeferred(Reply reply) -> reply.toString();
            case Why.WithoutToken(var reason, String said) -> said;
            case Why.ServerUnproven(String said) -> said;
            case Why.Broken(var how) -> how.why();
        };
    }
}
