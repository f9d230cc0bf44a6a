package dev.tidings.bus;

import java.util.Optional;

/// Where events of other systems come in: a Redis stream, a NATS subject.
///
/// Contract: at least once. An event is acknowledged when the ear has returned; where it failed, or nobody was left
/// to hear it, the event comes again, to whichever node listens. Nodes that listen for the same listener share its
/// events, and one who joins later begins where the others are.
public interface Wires extends AutoCloseable {
    /// Where none come in. Notifications speak of buses that their files name, so whoever listens here has had
    /// the bus written, or changed, since this process started.
    Wires NONE = new Silence();

    /// Listens until that is closed. Returns at once; while the broker cannot be reached, it is tried again.
    ///
    /// @param listener for whom: a notification
    /// @param subject  a stream's key or a subject, as the broker names it
    Listening listen(String listener, String subject, Ear ear);

    @Override
    void close();

    /// Called for one event after the other.
    interface Ear {
        void hear(Incoming event);
    }

    /// That something happened. What else an event says is nobody's business here: an audience is drawn, and templates
    /// are filled, from what the sources say when it fires.
    ///
    /// @param id the event's own, by which it is told from others of its subject: the same event, told twice, has
    ///           the same one
    record Incoming(String id) {}

    /// See [#NONE].
    final class Silence implements Wires {
        private Silence() {}

        @Override
        public Listening listen(String listener, String subject, Ear ear) {
            return new Listening() {
                @Override
                public Optional<String> trouble() {
                    return Optional.of("the bus that tidings.yaml names now takes effect at the next start");
                }

                @Override
                public void stop() {
                    // nothing is heard
                }

                @Override
                public void close() {
                    // nothing is open
                }
            };
        }

        @Override
        public void close() {
            // nothing is open
        }
    }

    interface Listening extends AutoCloseable {
        /// Why nothing is heard, in a sentence for people.
        Optional<String> trouble();

        /// Hears nothing more but what is being heard. Waits for nobody.
        void stop();

        /// Stops, and waits a while for what is being heard. What is not heard comes again.
        @Override
        void close();
    }
}
