package dev.tidings.server.show;

import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.server.web.WebServer;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/// Opens the show house on a port, for looking at pages while they are made: `Show [port]
/// [log|test|live|empty|crowded|returned]`.
public final class Show {
    private Show() {}

    public static void main(String[] arguments) throws Exception {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8025;
        String stage = arguments.length > 1 ? arguments[1] : "log";
        var root = Files.createTempDirectory("tidings-show");
        ShowHouse house = switch (stage) {
            case "empty" -> ShowHouse.empty(root);
            case "returned" -> ShowHouse.returned(root);
            case "crowded" -> ShowHouse.crowded(root);
            default -> ShowHouse.full(root, Stage.valueOf(stage.toUpperCase(Locale.ROOT)));
        };
        try (house;
                WebServer server =
                        WebServer.start(house.house(), new Listen("127.0.0.1", port), house.live, List.of())) {
            System.out.printf("http://127.0.0.1:%d/?token=%s%n", server.port(), ShowHouse.TOKEN);
            new CountDownLatch(1).await();
        }
    }
}
