package dev.tidings.server.cli;

import static dev.tidings.server.cli.Typed.tidings;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandsTest {
    @Test
    void without_a_word_it_says_what_there_is() {
        Typed typed = tidings();

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("Commands:", "init", "demo", "serve", "explain", "Exit codes:", "Examples:");
        assertThat(typed.out()).doesNotContain("warm-up");
        assertThat(typed.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "init",
                "demo",
                "serve",
                "check",
                "next",
                "plan",
                "preview",
                "run",
                "status",
                "failures",
                "retry",
                "skip",
                "explain",
                "suppress",
                "suppressions",
                "lift",
                "dkim"
            })
    void every_command_explains_itself_with_examples_and_exit_codes(String command) {
        Typed typed = tidings(command, "--help");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).startsWith("Usage: tidings " + command);
        assertThat(typed.out()).contains("Examples:", "  tidings " + command, "Exit codes:", " 4   not now");
        assertThat(typed.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
        assertThat(tidings("help", command).out()).isEqualTo(typed.out());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "next",
                "plan",
                "preview",
                "run",
                "status",
                "failures",
                "retry",
                "skip",
                "explain",
                "suppress",
                "suppressions",
                "lift",
                "dkim"
            })
    void what_gives_data_gives_it_as_json_too(String command) {
        assertThat(tidings(command, "--help").out()).contains("--json").contains("--workspace");
    }

    @Test
    void it_tells_its_version() {
        assertThat(tidings("--version").out()).startsWith("tidings ").contains("Java ");
        assertThat(tidings("next", "--version").out()).startsWith("tidings ");
    }

    @Test
    void a_mistyped_command_is_guessed_at() {
        Typed typed = tidings("statsu");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).startsWith("tidings: ").contains("Did you mean: tidings status");
    }

    @Test
    void a_missing_word_names_the_help() {
        Typed typed = tidings("plan");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("NAME").contains("Try: tidings plan --help");
    }

    @Test
    void a_command_that_is_named_first_is_set_up_alone_and_is_the_same() {
        Surroundings around = new Surroundings(InstantSource.system(), System.in, System.out, Path.of(""));
        CommandLine whole = Commands.line(around);

        whole.getSubcommands().forEach((name, command) -> {
            if (!name.equals("help")) {
                CommandLine alone = Commands.line(around, name);
                assertThat(alone.getSubcommands()).containsOnlyKeys(name);
                assertThat(alone.getSubcommands().get(name).getUsageMessage()).isEqualTo(command.getUsageMessage());
            }
        });
        assertThat(whole.getSubcommands()).containsKeys("serve", "list", "status");
    }

    @Test
    void what_nobody_foresaw_shows_its_place_only_when_asked() {
        assertThat(broken().err()).contains("this was not foreseen").doesNotContain("\tat ");
        assertThat(broken().exit()).isEqualTo(1);
        assertThat(broken("--debug").err()).contains("this was not foreseen").contains("\tat ");
    }

    private static Typed broken(String... more) {
        StringWriter err = new StringWriter();
        CommandLine line = Commands.line(new Surroundings(InstantSource.system(), System.in, System.out, Path.of("")))
                .addSubcommand("break", new Broken());
        line.setExecutionExceptionHandler(line.getExecutionExceptionHandler());
        String[] words = more.length == 0 ? new String[] {"break"} : new String[] {more[0], "break"};
        int exit = line.setErr(new PrintWriter(err)).execute(words);
        return new Typed(exit, "", err.toString());
    }

    @CommandLine.Command(name = "break")
    static final class Broken implements Runnable {
        @Override
        public void run() {
            throw new IllegalArgumentException("a bug");
        }
    }
}
