package dev.tidings.deliver;

import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Transcript;

/// Lets a mail's transcript hear how a connection is opened for it, and nothing of what follows there.
final class Doorway implements Transcript, AutoCloseable {
    private final Transcript behind;
    private final Thread opening = Thread.currentThread();
    private volatile boolean closed;

    Doorway(Transcript behind) {
        this.behind = behind;
    }

    /// What listens; nothing where nobody wants to hear.
    Transcript ear() {
        return behind == Transcript.NONE ? Transcript.NONE : this;
    }

    @Override
    public void sent(String line) {
        if (isOpen()) {
            behind.sent(line);
        }
    }

    @Override
    public void received(Reply reply) {
        if (isOpen()) {
            behind.received(reply);
        }
    }

    @Override
    public void noted(String what) {
        if (isOpen()) {
            behind.noted(what);
        }
    }

    /// QUIT is said on another thread, when the attempt is over.
    private boolean isOpen() {
        return !closed && Thread.currentThread() == opening;
    }

    @Override
    public void close() {
        closed = true;
    }
}
