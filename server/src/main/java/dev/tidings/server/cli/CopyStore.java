package dev.tidings.server.cli;

import dev.tidings.notification.AddressForm;
import dev.tidings.notification.MalformedServerAddress;
import dev.tidings.notification.ServerAddress;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.server.Wiring;
import dev.tidings.store.move.Count;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `store copy`: the ledger goes from a SQLite file into a PostgreSQL database.
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description = {
            "Copy the ledger from a SQLite file into an empty PostgreSQL database, and count both sides.",
            "No server may use either of them meanwhile. The file stays as it was. Whatever goes wrong, a count that"
                    + " differs included, leaves the database empty.",
            "What --from or --to does not say is the store that tidings.yaml names: write the database's address there"
                    + " first, and its password need not be typed."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings store copy --to postgresql://tidings@db.example.com/mail",
            "  tidings store copy --from sqlite:data/tidings.db",
        })
final class CopyStore implements Callable<Integer> {
    private static final String MEND =
            "Write --from sqlite:data/tidings.db --to postgresql://user:password@host/database.";

    @Option(
            names = "--from",
            paramLabel = "STORE",
            description = "sqlite:FILE, where the ledger is: below the workspace, or absolute.")
    Optional<String> from = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "STORE",
            description = "postgresql://user:password@host/database, where it is to be.")
    Optional<String> to = Optional.empty();

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    /// @param same whether every count is; else the database was left empty
    record Copied(boolean same, List<Count> counts) {}

    @Override
    public Integer call() {
        Optional<StoreSpec> own = from.isPresent() && to.isPresent() ? Optional.empty() : Optional.of(own());
        Path file = from.map(this::file).orElseGet(() -> file(own));
        ServerAddress database = to.map(CopyStore::database).orElseGet(() -> database(own));
        Copied copied = copied(file, database);
        answer.give(copied, out -> say(copied, to.isPresent(), out));
        return (copied.same ? Exit.FINE : Exit.PROBLEM).code();
    }

    private StoreSpec own() {
        Workspace read = workspace.workspace(Wiring.readToLook(workspace.root()));
        return read.settings().store();
    }

    private Path file(String store) {
        if (!store.startsWith("sqlite:") || store.length() == 7) {
            throw Stop.usage("--from is not sqlite:FILE", MEND);
        }
        return workspace.root().resolve(store.substring(7));
    }

    private Path file(Optional<StoreSpec> own) {
        return own.flatMap(each -> each instanceof StoreSpec.File file ? Optional.of(file) : Optional.empty())
                .map(each -> workspace.root().resolve(each.path()))
                .orElseThrow(() -> Stop.usage("tidings.yaml names a database already: say where the ledger is", MEND));
    }

    private static ServerAddress database(String store) {
        try {
            return AddressForm.POSTGRESQL.read(store);
        } catch (MalformedServerAddress malformed) {
            throw Stop.usage("--to: " + malformed.what(), malformed.mend());
        }
    }

    private static ServerAddress database(Optional<StoreSpec> own) {
        return own.flatMap(each -> each instanceof StoreSpec.Shared shared ? Optional.of(shared) : Optional.empty())
                .map(StoreSpec.Shared::address)
                .orElseThrow(() -> Stop.usage("say where the ledger is to be", MEND));
    }

    private static Copied copied(Path file, ServerAddress database) {
        try {
            List<Count> counts = Wiring.copy(file, database);
            return new Copied(counts.stream().allMatch(Count::same), counts);
        } catch (IllegalStateException notNow) {
            throw new Stop(Exit.UNREACHABLE, String.valueOf(notNow.getMessage()), notNow);
        }
    }

    /// @param unnamed whether the files may still name the file
    private static void say(Copied copied, boolean unnamed, PrintWriter out) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("", "from", "to"));
        copied.counts.forEach(each -> lines.add(List.of(
                each.what(), "%,d".formatted(each.from()), "%,d".formatted(each.to()), each.same() ? "" : "DIFFERS")));
        Words.columns(out, lines);
        out.println();
        if (!copied.same) {
            out.println("The counts differ, so the database was left empty. Nothing has changed.");
            return;
        }
        out.println("All of it has arrived.");
        if (unnamed) out.println("Write the database's address as store into tidings.yaml.");
        out.println("Start the nodes, and no server on the file any more: it would send what they send.");
    }
}
