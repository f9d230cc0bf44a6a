package dev.tidings.server.api;

import dev.tidings.server.Glance;
import dev.tidings.server.House;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/// Whether the process lives, and whether it can do its work. For those who restart it: no token, no details
/// of mail.
public final class Health {
    private final House house;
    private final Glance glance = new Glance();

    public Health(House house) {
        this.house = house;
    }

    public void add(RoutesConfig routes) {
        routes.get("/health/live", context -> context.contentType("text/plain").result("alive\n"));
        routes.get("/health/ready", this::ready);
    }

    /// Ready: the workers run (a house is handed in only while they do, and nobody drained them), the store can be
    /// written and read, and the last reading of the files left a workspace that can run. Nobody waits here for a
    /// store that says nothing.
    private void ready(Context context) {
        Optional<String> wrong = house.storeHealth()
                .failing()
                .map(failing -> "the store fails")
                .or(() -> house.tidings().misgiving())
                .or(this::drained);
        context.status(wrong.isEmpty() ? 200 : 503)
                .contentType("text/plain")
                .result(wrong.orElseGet(this::ready) + "\n");
    }

    /// It takes no work before somebody resumes it; whoever asks where to send theirs had better ask another. It lives.
    private Optional<String> drained() {
        return house.tidings().resting() ? Optional.of("drained") : Optional.empty();
    }

    /// A node that differs from others takes work all the same.
    private String ready() {
        boolean differs =
                glance.at(() -> house.answers().nodesOfOtherRevision() > 0).orElse(false);
        return differs ? "ready; other nodes run another revision of the workspace" : "ready";
    }
}
