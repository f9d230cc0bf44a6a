package dev.tidings.feedback.imap;

import dev.tidings.feedback.imap.Failure.Kind;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;

/// Waiting for the server to tell of something new (RFC 2177). It may be broken off and gone on with, turn by
/// turn: the server notices nothing of that.
final class Idling {
    private final Connection connection;
    private final Dialogue dialogue;
    private final Pace pace;
    private boolean begun;
    private long since;

    Idling(Connection connection, Dialogue dialogue, Pace pace) {
        this.connection = connection;
        this.dialogue = dialogue;
        this.pace = pace;
    }

    /// @return whether the mailbox is to be looked through: something came, or it has been long
    boolean await(Duration atMost) throws Failure {
        if (!begun) {
            dialogue.step(imap()::idleStart);
            begun = true;
            since = System.nanoTime();
        }
        if (!dialogue.hasNews() && isSaid(atMost)) {
            hear();
        }
        return dialogue.hasNews()
                || !begun
                || System.nanoTime() - since >= pace.idle().toNanos();
    }

    private boolean isSaid(Duration atMost) throws Failure {
        try {
            return imap().hasResponse() || connection.await(atMost);
        } catch (IOException e) {
            throw new Failure(Kind.LOST, "the connection broke: " + e.getMessage());
        }
    }

    private void hear() throws Failure {
        dialogue.step(() -> {
            do {
                begun = imap().processIdleResponse(imap().readIdleResponse());
            } while (begun && imap().hasResponse());
        });
    }

    void end() throws Failure {
        if (!begun) {
            return;
        }
        begun = false;
        dialogue.step(() -> {
            imap().idleAbort();
            while (imap().processIdleResponse(imap().readIdleResponse())) {
                // what is told on the way is found by looking
            }
        });
    }

    private IMAPProtocol imap() {
        return dialogue.imap();
    }
}
