package dev.tidings.feedback.imap;

import dev.tidings.feedback.imap.Failure.Kind;
import dev.tidings.notification.MailboxSpec;
import dev.tidings.notification.MailboxSpec.SignIn.ByPassword;
import dev.tidings.notification.MailboxSpec.SignIn.ByToken;
import dev.tidings.notification.OauthSpec;
import dev.tidings.smtp.Credentials;
import dev.tidings.smtp.Credentials.ClearText;
import dev.tidings.smtp.NoToken;
import dev.tidings.smtp.TokenSource;
import java.util.function.Function;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/// By a password (PLAIN, or LOGIN where that is all there is) or an access token (XOAUTH2). No secret goes
/// without TLS, except a password to this very machine and with leave; none is shown, though the server repeats
/// it.
final class SignIn {
    private final Dialogue dialogue;
    private final Connection connection;
    private final Function<OauthSpec, TokenSource> tokens;

    SignIn(Dialogue dialogue, Connection connection, Function<OauthSpec, TokenSource> tokens) {
        this.dialogue = dialogue;
        this.connection = connection;
        this.tokens = tokens;
    }

    void run(MailboxSpec.SignIn by) throws Failure {
        switch (by) {
            case ByPassword(Credentials.Password password) -> byPassword(password);
            case ByToken(OauthSpec oauth) -> byToken(oauth.user(), tokens.apply(oauth));
        }
    }

    private void byPassword(Credentials.Password password) throws Failure {
        boolean allowed = password.clearText() == ClearText.ON_LOOPBACK && connection.isLoopback();
        requireSecure(connection.isSecure() || allowed);
        IMAPProtocol imap = dialogue.imap();
        boolean plain = imap.hasCapability("AUTH=PLAIN");
        if (!plain && imap.hasCapability("LOGINDISABLED")) {
            throw new Failure(Kind.LOCKED_OUT, "it offers no way to sign in by a password");
        }
        dialogue.keepSecret(password.secret());
        dialogue.keepSecret("\0" + password.user() + "\0" + password.secret());
        say(() -> {
            if (plain) {
                imap.authplain("", password.user(), password.secret());
            } else {
                imap.login(password.user(), password.secret());
            }
        });
    }

    /// A token that is refused may have ended early; it is renewed once.
    private void byToken(String user, TokenSource source) throws Failure {
        requireSecure(connection.isSecure());
        String token = token(source);
        try {
            say(user, token);
        } catch (Failure refused) {
            source.refused(token);
            String next = token(source);
            if (refused.kind() != Kind.LOCKED_OUT || next.equals(token)) {
                throw refused;
            }
            say(user, next);
        }
    }

    private void say(String user, String token) throws Failure {
        dialogue.keepSecret(token);
        dialogue.keepSecret("user=" + user + "\1auth=Bearer " + token + "\1\1");
        say(() -> dialogue.imap().authoauth2(user, token));
    }

    private static String token(TokenSource source) throws Failure {
        try {
            return source.token();
        } catch (NoToken none) {
            Kind kind = switch (none.reason()) {
                case REFUSED -> Kind.LOCKED_OUT;
                case THROTTLED, UNREACHABLE -> Kind.LOST;
            };
            throw new Failure(kind, "there is no access token: " + none.why());
        }
    }

    private static void requireSecure(boolean secure) throws Failure {
        if (!secure) {
            throw new Failure(Kind.LOCKED_OUT, "signing in would send the secret in clear text");
        }
    }

    private void say(Dialogue.Step step) throws Failure {
        try {
            dialogue.step(step);
        } catch (Failure failure) {
            throw failure.kind() == Kind.REFUSED
                    ? new Failure(Kind.LOCKED_OUT, "signing in is refused: " + failure.why())
                    : failure;
        }
    }
}
