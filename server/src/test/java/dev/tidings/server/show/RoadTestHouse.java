package dev.tidings.server.show;

import dev.tidings.compose.Composer;
import dev.tidings.compose.Limits;
import dev.tidings.contracts.BracesTemplates;
import dev.tidings.contracts.ScriptedServer;
import dev.tidings.contracts.WrittenDns;
import dev.tidings.notification.Settings;
import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.TransportSpec.Pool;
import dev.tidings.notification.Workspace;
import dev.tidings.roadtest.Tools;
import dev.tidings.server.House;
import dev.tidings.server.RoadTests;
import dev.tidings.server.web.WebServer;
import dev.tidings.smtp.Security;
import dev.tidings.smtp.SmtpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The show house, with its road `main` leading to a scripted server.
public final class RoadTestHouse implements AutoCloseable {
    private final ShowHouse show;
    private final WebServer web;
    public final WrittenDns dns = new WrittenDns();

    public RoadTestHouse(Path folder, ScriptedServer server) throws IOException, InterruptedException {
        show = ShowHouse.full(folder, Stage.LOG);
        House house = show.house();
        Workspace workspace = leadingTo(server, house.tidings().workspace());
        Tools tools = new Tools(
                spec -> {
                    throw new AssertionError("no token is needed");
                },
                (it, sources) -> new Composer(it, sources, new BracesTemplates(), html -> html, Limits.USUAL),
                dns,
                house.clock());
        House leading = new House(
                house.tidings(),
                house.catcher(),
                house.transcripts(),
                new RoadTests(() -> workspace, tools),
                house.clock(),
                house.signs(),
                house.token(),
                house.links());
        web = WebServer.start(leading, new Listen("127.0.0.1", 0), show.live, List.of());
    }

    private static Workspace leadingTo(ScriptedServer server, Workspace workspace) {
        Settings settings = workspace.settings();
        SmtpServer main = new SmtpServer("localhost", server.port(), Security.NONE, "client.example.com");
        TransportSpec road = new TransportSpec("main", main, Pool.USUAL, List.of(), Optional.empty());
        Settings leading = new Settings(
                settings.rehearsal(),
                settings.store(),
                settings.defaults(),
                Map.of("main", road),
                settings.sources(),
                settings.web(),
                settings.callbacks());
        return new Workspace(
                workspace.root(), leading, workspace.notifications(), workspace.templates(), workspace.revision());
    }

    public int port() {
        return web.port();
    }

    public void failStore(String why) {
        show.failStore(why);
    }

    @Override
    public void close() {
        web.close();
        show.close();
    }
}
