package dev.tidings.feedback.imap;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidings.feedback.imap.Failure.Kind;
import dev.tidings.smtp.Secrets;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Base64;
import java.util.Locale;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Argument;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.protocol.BASE64MailboxEncoder;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.jspecify.annotations.Nullable;

/// Commands and their answers, each within its limits; whatever goes wrong is a [Failure].
final class Dialogue {
    /// For answers that have nothing long in them.
    private static final long SHORT = 64 * 1024;

    private final Connection connection;
    private final IMAPProtocol imap;
    private final Secrets secrets = new Secrets();
    private boolean news;

    @FunctionalInterface
    interface Step {
        void run() throws ProtocolException;
    }

    /// Angus calls this constructor one for debugging: it takes streams, and so ours, where the others open a
    /// connection that reads whatever is announced.
    Dialogue(Connection connection) throws Failure {
        this.connection = connection;
        try {
            this.imap = new IMAPProtocol(connection.in(), new PrintStream(connection.out()), new Properties(), false);
        } catch (IOException e) {
            throw new Failure(Kind.LOST, String.valueOf(e.getMessage()));
        }
        imap.addResponseHandler(response -> news |= response instanceof IMAPResponse told && told.keyEquals("EXISTS"));
    }

    /// Whether the server has told of more messages, in answer to whatever it was asked, since somebody looked.
    /// It does not tell so twice.
    boolean hasNews() {
        return news;
    }

    /// Somebody looks now.
    void look() {
        news = false;
    }

    IMAPProtocol imap() {
        return imap;
    }

    /// No failure shows this from now on.
    void keepSecret(String secret) {
        secrets.add(secret);
        secrets.add(Base64.getEncoder().encodeToString(secret.getBytes(UTF_8)));
    }

    Response[] ask(String command) throws Failure {
        return ask(command, null, SHORT);
    }

    /// @param folder as people write it
    Response[] ask(String command, String folder) throws Failure {
        return ask(command, new Argument().writeString(BASE64MailboxEncoder.encode(folder)), SHORT);
    }

    /// @param most what the server may say in answer, in octets
    Response[] ask(String command, long most) throws Failure {
        return ask(command, null, most);
    }

    private Response[] ask(String command, @Nullable Argument argument, long most) throws Failure {
        Response[][] heard = {{}};
        step(most, () -> {
            heard[0] = imap.command(command, argument);
            imap.notifyResponseHandlers(heard[0]);
            imap.handleResult(heard[0][heard[0].length - 1]);
        });
        return heard[0];
    }

    void step(Step step) throws Failure {
        step(SHORT, step);
    }

    private void step(long most, Step step) throws Failure {
        connection.begin(most);
        try {
            step.run();
        } catch (ProtocolException e) {
            throw failure(e);
        } catch (RuntimeException | StackOverflowError unreadable) {
            throw new Failure(Kind.SENSELESS, "what it says cannot be read: " + unreadable);
        } finally {
            connection.end();
        }
    }

    private Failure failure(ProtocolException e) {
        if (connection.late()) {
            String time = connection.answer().toString().substring(2).toLowerCase(Locale.ROOT);
            return new Failure(Kind.LOST, "it does not answer within " + time);
        }
        if (e instanceof CommandFailedException || e instanceof BadCommandException) {
            return new Failure(Kind.REFUSED, words(e));
        }
        Response response = e.getResponse();
        if (response == null) {
            return new Failure(Kind.SENSELESS, "what it says cannot be read: " + words(e));
        }
        return switch (response.getException()) {
            case null -> new Failure(Kind.LOST, "it ends the conversation: " + words(e));
            case TooMuch tooMuch -> new Failure(Kind.SENSELESS, String.valueOf(tooMuch.getMessage()));
            case Exception cause -> new Failure(Kind.LOST, "the connection broke: " + cause.getMessage());
        };
    }

    /// The server's, without the tag.
    private String words(ProtocolException e) {
        return secrets.hidden(String.valueOf(e.getMessage()).replaceFirst("^\\S+ ", ""));
    }
}
