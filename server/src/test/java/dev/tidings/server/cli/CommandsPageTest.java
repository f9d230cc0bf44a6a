package dev.tidings.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// `docs/reference/commands.md` is what the commands say of themselves.
class CommandsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("tidings.root", ".."), "docs/reference/commands.md");

    @Test
    void the_page_says_what_the_commands_say() throws IOException {
        String page = page();
        if (Boolean.getBoolean("tidings.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("made anew by: ./mvnw -pl server -am test -Dtest=CommandsPageTest -Dtidings.write=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .content()
                .isEqualToNormalizingNewlines(page);
    }

    private static String page() {
        CommandLine line = Commands.line(new Surroundings(InstantSource.system(), System.in, System.out, Path.of("")));
        StringBuilder page = new StringBuilder("""
                # Commands

                Made from the commands' own help (`CommandsPageTest`): do not edit by hand.

                Commands ask the server that runs the workspace, which they find by `data/server.json`; where none runs, they
                open the store themselves. `check`, `next` and `preview` need neither, `plan` only to know who is
                suppressed. What goes wrong is said on standard error in a sentence, with what to do about it; `--debug` adds where in the program.

                Exit codes, the same for all:

                | code | meaning |
                |---|---|
                """);
        Exit.all()
                .forEach((code, meaning) -> page.append("| ")
                        .append(code.strip())
                        .append(" | ")
                        .append(meaning)
                        .append(" |\n"));
        page.append("\nA server that is asked to end by SIGTERM ends with 143, by Ctrl-C with 130, as processes do.\n");
        line.getSubcommands().forEach((name, command) -> add(name, command, page));
        return page.toString();
    }

    private static void add(String name, CommandLine command, StringBuilder page) {
        if (command.getCommandSpec().usageMessage().hidden() || name.equals("help")) {
            return;
        }
        page.append("\n## ")
                .append(name)
                .append("\n```\n")
                .append(help(command))
                .append("```\n");
        command.getSubcommands().forEach((below, each) -> add(name + " " + below, each, page));
    }

    /// Without the exit codes, which stand above.
    private static String help(CommandLine command) {
        return command.getUsageMessage(CommandLine.Help.Ansi.OFF)
                .replaceFirst("(?s)\\R\\RExit codes:.*?(?=\\R\\RExamples:)", "");
    }
}
