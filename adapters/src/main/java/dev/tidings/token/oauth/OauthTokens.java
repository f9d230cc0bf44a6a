package dev.tidings.token.oauth;

import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.OauthSpec.Grant;
import dev.tidings.notification.Secret;
import dev.tidings.smtp.NoToken;
import dev.tidings.smtp.NoToken.Reason;
import dev.tidings.smtp.TokenSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The access tokens of one account. Those who come while a new one is being asked for wait for it, and share
/// what comes of it.
///
/// A refresh token that the issuer changes is kept as long as this lives, and nowhere written down.
public final class OauthTokens implements TokenSource {
    /// So long before its end a token is not given any more, or a tenth of its life if that is less.
    private static final Duration MARGIN = Duration.ofMinutes(2);

    private final TokenEndpoint endpoint;
    private final InstantSource clock;
    private Optional<Held> held = Optional.empty();
    private Optional<CompletableFuture<Answer>> underWay = Optional.empty();
    private Optional<Secret> refresh;
    private Instant notBefore = Instant.MIN;

    private record Held(Secret token, Instant until) {}

    public OauthTokens(OauthSpec spec, InstantSource clock) {
        this(spec, clock, TokenEndpoint.PATIENCE);
    }

    /// @param patience how long the issuer may take for its whole answer
    OauthTokens(OauthSpec spec, InstantSource clock, Duration patience) {
        this.endpoint = new TokenEndpoint(spec, clock, patience);
        this.clock = clock;
        this.refresh = switch (spec.grant()) {
            case Grant.RefreshToken(Secret token) -> Optional.of(token);
            case Grant.ClientCredentials own -> Optional.empty();
        };
    }

    @Override
    public String token() throws NoToken {
        CompletableFuture<Answer> answer;
        boolean first;
        synchronized (this) {
            Instant now = clock.instant();
            Optional<Held> good = held.filter(each -> now.isBefore(each.until));
            if (good.isPresent()) {
                return good.get().token.value();
            }
            if (now.isBefore(notBefore)) {
                throw new NoToken(Reason.THROTTLED, "the issuer asked not to be asked before " + notBefore);
            }
            first = underWay.isEmpty();
            answer = underWay.orElseGet(CompletableFuture::new);
            underWay = Optional.of(answer);
        }
        return token(first ? asked(answer) : awaited(answer));
    }

    private Answer asked(CompletableFuture<Answer> answer) {
        Answer heard = new Answer.None("asking for a token failed");
        try {
            heard = endpoint.ask(refresh());
            return heard;
        } finally {
            note(heard);
            answer.complete(heard);
        }
    }

    private synchronized Optional<Secret> refresh() {
        return refresh;
    }

    private synchronized void note(Answer heard) {
        underWay = Optional.empty();
        switch (heard) {
            case Answer.Issued(Secret token, Duration lifetime, Optional<Secret> next) -> {
                Duration tenth = lifetime.dividedBy(10);
                Duration margin = tenth.compareTo(MARGIN) < 0 ? tenth : MARGIN;
                held = Optional.of(
                        new Held(token, clock.instant().plus(lifetime).minus(margin)));
                refresh = next.or(() -> refresh);
            }
            case Answer.Later(String why, Duration pause) ->
                notBefore = clock.instant().plus(pause);
            case Answer.Refused refused -> {}
            case Answer.None none -> {}
        }
    }

    private static Answer awaited(CompletableFuture<Answer> answer) {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Answer.None("interrupted while waiting for a token");
        } catch (ExecutionException never) {
            throw new IllegalStateException("answers are values", never);
        }
    }

    private static String token(Answer answer) throws NoToken {
        return switch (answer) {
            case Answer.Issued(Secret token, Duration lifetime, Optional<Secret> next) -> token.value();
            case Answer.Refused(String why) -> throw new NoToken(Reason.REFUSED, why);
            case Answer.Later(String why, Duration pause) -> throw new NoToken(Reason.THROTTLED, why);
            case Answer.None(String why) -> throw new NoToken(Reason.UNREACHABLE, why);
        };
    }

    @Override
    public synchronized void refused(String token) {
        held = held.filter(each -> !each.token.value().equals(token));
    }

    @Override
    public String toString() {
        return "OauthTokens[" + endpoint + "]";
    }
}
