package dev.tidings.contracts;

import dev.tidings.smtp.Verb;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// What a [ScriptedServer] offers, and where it misbehaves; everything else it does well.
///
/// ```java
/// new Script().offering("PIPELINING").once(Verb.RCPT, say("450 4.2.1 greylisted")).start()
/// ```
public final class Script {
    private final List<String> offers = new ArrayList<>();
    private final Map<Verb, Act> always = new EnumMap<>(Verb.class);
    private final Map<Verb, Act> once = new EnumMap<>(Verb.class);
    private final Map<Verb, Act> later = new EnumMap<>(Verb.class);
    private final Map<Verb, Nth> nth = new EnumMap<>(Verb.class);
    private final Map<String, Act> recipients = new HashMap<>();
    private final List<String> clearOffers = new ArrayList<>();
    private Optional<SSLContext> tls = Optional.empty();
    private Optional<OldTls> old = Optional.empty();
    private boolean stayingClear;
    private boolean implicitTls;
    private boolean lenient;
    private boolean deafToBdat;
    private boolean takingAnyBdat;

    /// @param before how many times more it goes well
    private record Nth(AtomicInteger before, Act act) {}

    public Script offering(String... extensions) {
        offers.addAll(List.of(extensions));
        return this;
    }

    public boolean isOffering(String extension) {
        return offers.contains(extension);
    }

    /// At this step, on every connection.
    public Script always(Verb at, Act act) {
        always.put(at, act);
        return this;
    }

    /// At this step, on the first connection only.
    public Script once(Verb at, Act act) {
        once.put(at, act);
        return this;
    }

    /// At this step, on a connection that has carried a message already.
    public Script later(Verb at, Act act) {
        later.put(at, act);
        return this;
    }

    /// At this step, the n-th time that it is reached on whatever connection, and never again.
    public Script nth(int n, Verb at, Act act) {
        nth.put(at, new Nth(new AtomicInteger(n - 1), act));
        return this;
    }

    /// At RCPT for one recipient.
    public Script forRecipient(String recipient, Act act) {
        recipients.put(recipient, act);
        return this;
    }

    /// Offers STARTTLS.
    public Script startTls(SSLContext context) {
        tls = Optional.of(context);
        return this;
    }

    public Script implicitTls(SSLContext context) {
        tls = Optional.of(context);
        implicitTls = true;
        return this;
    }

    /// Offered before TLS and no longer after it.
    public Script offeringInClear(String extension) {
        clearOffers.add(extension);
        return this;
    }

    /// Says go ahead to STARTTLS, and goes on in clear text.
    public Script stayingClear() {
        stayingClear = true;
        return this;
    }

    /// Knows no newer TLS.
    public Script knowingOnly(OldTls version) {
        old = Optional.of(version);
        return this;
    }

    /// Takes a bare CR or LF for a line end, as servers do that can be smuggled to.
    public Script lenient() {
        lenient = true;
        return this;
    }

    /// Offers CHUNKING and does not know BDAT.
    public Script deafToBdat() {
        deafToBdat = true;
        return this;
    }

    public ScriptedServer start() {
        return new ScriptedServer(this);
    }

    /// Asked once each time that a step is reached.
    Optional<Act> act(Verb at, int connection, int messages) {
        if (nth.containsKey(at) && nth.get(at).before.getAndDecrement() == 0) {
            return Optional.of(nth.get(at).act);
        }
        if (messages > 0 && later.containsKey(at)) {
            return Optional.of(later.get(at));
        }
        return Optional.ofNullable(connection == 1 && once.containsKey(at) ? once.get(at) : always.get(at));
    }

    Optional<Act> actFor(String recipient) {
        return Optional.ofNullable(recipients.get(recipient));
    }

    List<String> offers(boolean secure) {
        return secure
                ? offers
                : Stream.concat(offers.stream(), clearOffers.stream()).toList();
    }

    Optional<OldTls> old() {
        return old;
    }

    boolean isStayingClear() {
        return stayingClear;
    }

    Optional<SSLContext> tls() {
        return tls;
    }

    boolean isImplicitTls() {
        return implicitTls;
    }

    /// Says that it took what came by BDAT, with or without an envelope.
    public Script takingAnyBdat() {
        takingAnyBdat = true;
        return this;
    }

    boolean isTakingAnyBdat() {
        return takingAnyBdat;
    }

    boolean isDeafToBdat() {
        return deafToBdat;
    }

    boolean isLenient() {
        return lenient;
    }
}
