package dev.tidings.server.console;

import dev.tidings.server.House;
import dev.tidings.server.answer.NodeList;
import dev.tidings.server.answer.Status;
import dev.tidings.server.api.Refusal;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Who works from the ledger, and having one drained.
final class NodePages {
    private final House house;
    private final Pages pages;

    NodePages(House house, Pages pages) {
        this.house = house;
        this.pages = pages;
    }

    void add(RoutesConfig routes) {
        routes.get("/nodes", this::list);
        routes.post(
                "/nodes/{id}/drain", context -> want(context, house.tidings().decisions()::drain, "draining"));
        routes.post(
                "/nodes/{id}/resume", context -> want(context, house.tidings().decisions()::resume, "resumed"));
    }

    private void list(Context context) {
        NodeList list = house.answers().nodes();
        List<Status.Trouble> troubles = house.answers().troublesOfNodes();
        pages.show(context, "nodes", "nodes", "Nodes", Map.of("list", list, "troubles", troubles));
    }

    private static void want(Context context, Predicate<String> decision, String said) {
        String id = context.pathParam("id");
        if (!decision.test(id)) {
            throw Refusal.unknown("node", id);
        }
        Console.go(context, "/nodes?said=" + said);
    }
}
