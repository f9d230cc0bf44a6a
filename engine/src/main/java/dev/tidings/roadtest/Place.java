package dev.tidings.roadtest;

import dev.tidings.smtp.Break;
import dev.tidings.smtp.NoSession.Why;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.Verb;
import java.util.List;

/// A place on the way to a session.
enum Place {
    ADDRESS("Address"),
    CONNECTION("Connection"),
    GREETING("Greeting"),
    ENCRYPTION("Encryption"),
    CERTIFICATE("Certificate"),
    OFFERS("Offers"),
    SIGN_IN("Sign-in");

    private final String title;

    Place(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /// In the order in which they are come by.
    static List<Place> on(Security security) {
        return switch (security) {
            case IMPLICIT_TLS -> List.of(ADDRESS, CONNECTION, ENCRYPTION, CERTIFICATE, GREETING, OFFERS, SIGN_IN);
            case STARTTLS -> List.of(ADDRESS, CONNECTION, GREETING, ENCRYPTION, CERTIFICATE, OFFERS, SIGN_IN);
            case NONE -> List.of(ADDRESS, CONNECTION, GREETING, ENCRYPTION, OFFERS, SIGN_IN);
        };
    }

    /// Where a way ended.
    static Place of(Why why, Journey journey) {
        return switch (why) {
            case Why.Unreachable _ ->
                journey.addresses().isEmpty() ? ADDRESS : journey.peer().isEmpty() ? CONNECTION : GREETING;
            case Why.Refused(Verb at, Reply reply) -> of(at);
            case Why.TlsNotOffered _, Why.TlsFailed _ -> ENCRYPTION;
            case Why.AuthImpossible _,
                    Why.AuthRefused _,
                    Why.AuthDeferred _,
                    Why.WithoutToken _,
                    Why.ServerUnproven _ -> SIGN_IN;
            case Why.Broken(Break how) -> of(how.at());
        };
    }

    private static Place of(Verb at) {
        return switch (at) {
            case CONNECT -> CONNECTION;
            case GREETING -> GREETING;
            case STARTTLS -> ENCRYPTION;
            case EHLO, HELO -> OFFERS;
            case AUTH, RSET, MAIL, RCPT, DATA, CONTENT, END_OF_DATA, QUIT -> SIGN_IN;
        };
    }
}
