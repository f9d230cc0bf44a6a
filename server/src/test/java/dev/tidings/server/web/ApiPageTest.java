package dev.tidings.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidings.server.api.Api;
import dev.tidings.server.show.ShowHouse;
import io.javalin.Javalin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `docs/reference/api.md` names every route, and no other.
class ApiPageTest {
    private static final Path PAGE = Path.of(System.getProperty("tidings.root", ".."), "docs/reference/api.md");

    @Test
    void the_page_names_every_route_and_no_other(@TempDir Path folder) throws Exception {
        Set<String> documented = Pattern.compile("(?m)^\\| `((?:GET|POST|DELETE) /[^`]*)` \\|")
                .matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(routes(folder));
    }

    private static Set<String> routes(Path folder) throws Exception {
        try (ShowHouse house = ShowHouse.empty(folder)) {
            Javalin javalin = Javalin.create(config -> new Api(house.house(), house.live).add(config.routes));
            return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                    .map(each -> each.endpoint.method + " " + each.endpoint.path.replaceFirst("^/api/v1", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
