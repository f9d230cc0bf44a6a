package dev.tidings.feedback.imap;

import dev.tidings.feedback.imap.Failure.Kind;
import dev.tidings.notification.MailboxSpec.Server;
import dev.tidings.smtp.Security;
import java.io.IOException;
import java.util.Locale;

/// From a connection to one that is as secure as it should be. It fails closed at each step, and nothing that
/// was said in clear text is believed after.
final class Greeting {
    private static final int OCTETS_MAX = 64 * 1024;
    private static final String TAG = "S";

    private final Server server;
    private final Connection connection;

    private Greeting(Server server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    static Connection open(Server server, Pace pace) throws Failure {
        Connection connection = Connection.to(server, pace.answer());
        boolean opened = false;
        try {
            connection.begin(OCTETS_MAX);
            new Greeting(server, connection).run();
            connection.end();
            opened = true;
            return connection;
        } catch (IOException e) {
            String why = connection.late() ? "it takes too long to greet" : String.valueOf(e.getMessage());
            throw new Failure(e instanceof TooMuch ? Kind.SENSELESS : Kind.LOST, why);
        } finally {
            if (!opened) {
                connection.close();
            }
        }
    }

    private void run() throws IOException, Failure {
        if (server.security() == Security.IMPLICIT_TLS) {
            secure();
        }
        String greeting = connection.line();
        if (!greeting.toUpperCase(Locale.ROOT).startsWith("* OK")) {
            throw new Failure(Kind.LOST, "it greets with \"" + greeting + "\"");
        }
        if (server.security() == Security.STARTTLS) {
            startTls();
        }
    }

    private void startTls() throws IOException, Failure {
        connection.say(TAG + " STARTTLS");
        String answer = connection.line();
        while (!answer.startsWith(TAG + " ")) {
            answer = connection.line();
        }
        if (!answer.toUpperCase(Locale.ROOT).startsWith(TAG + " OK")) {
            throw new Failure(Kind.LOCKED_OUT, "it refuses STARTTLS: \"" + answer + "\"");
        }
        if (connection.hasUnread()) {
            // whoever wrote it before the handshake wants it to be read after (CVE-2011-0411, from our side)
            throw new Failure(Kind.LOCKED_OUT, "it, or somebody in between, went on in plain text after STARTTLS");
        }
        secure();
    }

    private void secure() throws Failure {
        try {
            connection.secure(server);
            connection.begin(OCTETS_MAX);
        } catch (IOException e) {
            String why = connection.late() ? "the handshake takes too long" : e.getMessage();
            throw new Failure(Kind.LOST, "there is no trusted TLS: " + why);
        }
    }
}
