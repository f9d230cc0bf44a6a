package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.notification.Settings.Listen;
import dev.tidings.notification.Stage;
import dev.tidings.server.show.ShowHouse;
import dev.tidings.server.show.Visitor;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreGuardTest {
    @TempDir
    Path folder;

    @Test
    void while_the_store_cannot_be_written_nothing_is_begun_and_everything_can_be_read() throws Exception {
        try (ShowHouse house = ShowHouse.full(folder, Stage.LOG);
                WebServer server = WebServer.start(house.house(), new Listen("127.0.0.1", 0), house.live, List.of());
                Visitor program = Visitor.program(server.port());
                Visitor browser = Visitor.browser(server.port())) {
            house.failStore("disk is full");
            int before = house.ledger.decided.size();

            for (String path : List.of(
                    "/notifications/standup/occurrences",
                    "/occurrences/6/retry",
                    "/occurrences/7/cancel",
                    "/deliveries/retry",
                    "/deliveries/skip",
                    "/reload")) {
                HttpResponse<String> answer = program.post("/api/v1" + path, "{\"ids\":[100]}");
                assertThat(answer.statusCode()).as(path).isEqualTo(503);
                assertThat(answer.body()).contains("disk is full").contains("Nothing was done");
            }
            assertThat(browser.submit("/notifications/standup/run", "").statusCode())
                    .isEqualTo(503);
            HttpResponse<String> reader = program.post("/unsubscribe/AbC", "List-Unsubscribe=One-Click");
            assertThat(reader.statusCode()).isEqualTo(503);
            assertThat(reader.body()).doesNotContain("disk", "store").contains("Try again later");
            assertThat(house.ledger.decided).hasSize(before);
            assertThat(program.get("/api/v1/status").statusCode()).isEqualTo(200);
            assertThat(program.post("/api/v1/roads/main/open", "").statusCode()).isEqualTo(204);
        }
    }
}
