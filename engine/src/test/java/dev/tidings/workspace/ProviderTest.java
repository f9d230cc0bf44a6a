package dev.tidings.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderTest {
    @Test
    void every_provider_says_where_it_is_documented() {
        assertThat(Provider.all())
                .allSatisfy(each -> assertThat(each.documents()).startsWith("https://"));
    }

    @Test
    void every_rule_of_replies_says_where_it_is_from_and_when_that_was_looked_up() {
        assertThat(Replies.groups()).allSatisfy((name, group) -> {
            assertThat(group.sources()).as(name).isNotEmpty().allMatch(each -> each.startsWith("https://"));
            assertThat(group.lastChecked()).as(name).isAfter(LocalDate.of(2026, 1, 1));
            assertThat(group.rules()).as(name).isNotEmpty();
        });
    }

    @Test
    void rules_of_replies_are_of_known_providers() {
        assertThat(Replies.groups().keySet())
                .isSubsetOf(Stream.concat(
                                Stream.of("every-server"),
                                Provider.all().stream().map(Provider::name))
                        .toList());
    }

    @Test
    void a_region_completes_the_host(@TempDir Path root) {
        Desk desk = new Desk(root);
        desk.environment.put("KEY", "key");
        desk.write("tidings.yaml", Desk.HOUSE + """
                transports:
                  main: { provider: ses, region: eu-west-1, user: a, password: "${KEY}" }
                  office: { provider: outlook, user: a, password: "${KEY}" }
                """);

        var transports = desk.read().workspace().orElseThrow().settings().transports();

        assertThat(transports.get("main").server().host()).isEqualTo("email-smtp.eu-west-1.amazonaws.com");
        assertThat(transports.get("office").pool().connections()).isEqualTo(3);
    }
}
