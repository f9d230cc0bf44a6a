package dev.tidings.server.cli;

import dev.tidings.deliver.Suppression;
import dev.tidings.mail.Address;
import dev.tidings.notification.Workspace;
import dev.tidings.run.Rehearsal.NotToMail;
import dev.tidings.server.Discovery;
import dev.tidings.server.Wiring;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Whom not to mail, for somebody who plans: as the server knows it, or the store where no server runs. Nobody, where
/// the workspace never ran.
record Barred(Optional<Desk> desk) implements NotToMail, AutoCloseable {

    /// @param err where it is told that nobody can be asked just now
    static Barred of(WorkspaceOption option, Workspace workspace, InstantSource clock, PrintWriter err) {
        boolean anybody =
                Discovery.read(option.root()).isPresent() || Wiring.hasStore(option.root(), workspace.settings());
        try {
            return new Barred(anybody ? Optional.of(Desk.of(option, clock)) : Optional.empty());
        } catch (Stop busy) {
            err.println("tidings: note: who is suppressed is not known just now: " + busy.sentence());
            err.flush();
            return new Barred(Optional.empty());
        }
    }

    @Override
    public Map<String, Suppression> among(String notification, Collection<Address> addresses) {
        return desk.map(each -> each.notToMail(notification, addresses)).orElse(Map.of());
    }

    @Override
    public void close() {
        desk.ifPresent(Desk::close);
    }
}
