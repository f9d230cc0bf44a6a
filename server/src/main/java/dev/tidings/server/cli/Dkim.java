package dev.tidings.server.cli;

import static java.util.stream.Collectors.joining;

import dev.tidings.mail.Address;
import dev.tidings.mail.MalformedAddress;
import dev.tidings.mime.DkimKey;
import dev.tidings.mime.DkimSigner;
import dev.tidings.server.Wiring;
import dev.tidings.workspace.Problem;
import dev.tidings.workspace.Reading;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `dkim`: what to publish in DNS, so that receivers can verify signatures.
@Command(
        name = "dkim",
        mixinStandardHelpOptions = true,
        description = {
            "Print the DNS record (TXT) of every key that signs mail: name and value, and the line for a zone file.",
            "Private keys are never printed. Passwords of transports are not asked for."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings dkim",
            "  tidings dkim --domain example.com --json",
        })
final class Dkim implements Callable<Integer> {
    @Option(names = "--domain", paramLabel = "DOMAIN", description = "Only the keys that sign mail from this domain.")
    String domain = "";

    @Mixin
    WorkspaceOption workspace = new WorkspaceOption();

    @Mixin
    Answer answer = new Answer();

    /// @param key   `RSA 2048` or `Ed25519`
    /// @param value the TXT record's
    /// @param zone  the same as a line of a zone file, in strings of at most 255 octets
    record Published(String domain, String selector, String key, String name, String value, String zone) {
        static Published of(DkimKey key) {
            String strings = key.strings().stream().collect(joining("\" \"", "\"", "\""));
            return new Published(
                    key.domain(),
                    key.selector(),
                    key.key().toString(),
                    key.name(),
                    key.record(),
                    key.name() + ". IN TXT ( " + strings + " )");
        }
    }

    /// @param missing keys that are not at hand here
    record Found(List<Published> records, List<Problem> missing) {}

    @Override
    public Integer call() {
        Reading reading = Wiring.readToLook(workspace.root());
        List<DkimKey> all = workspace.workspace(reading).settings().dkim();
        List<Problem> missing = Wiring.read(workspace.root()).problems().stream()
                .filter(each -> each.what().startsWith("dkim"))
                .toList();
        List<DkimKey> keys = domain.isEmpty() ? all : new DkimSigner(all).keys(canonical(domain));
        if (keys.isEmpty() && missing.isEmpty()) {
            throw domain.isEmpty()
                    ? Stop.unknown("there is no key that signs mail", "Write one under dkim in tidings.yaml.")
                    : Stop.unknown(
                            "no key signs mail from " + domain,
                            all.isEmpty() ? "There is none at all." : "There are keys for: " + domains(all) + ".");
        }
        answer.give(new Found(keys.stream().map(Published::of).toList(), missing), out -> say(keys, missing, out));
        return missing.isEmpty() ? Exit.FINE.code() : Exit.PROBLEM.code();
    }

    private static String canonical(String domain) {
        try {
            return Address.parse("x@" + domain).domain();
        } catch (MalformedAddress malformed) {
            throw Stop.usage("\"" + domain + "\" is not a domain", "Domains are written example.com.");
        }
    }

    private static String domains(List<DkimKey> keys) {
        return keys.stream().map(DkimKey::domain).distinct().collect(joining(", "));
    }

    private static void say(List<DkimKey> keys, List<Problem> missing, PrintWriter out) {
        for (Published each : keys.stream().map(Published::of).toList()) {
            out.println(each.domain() + ", selector " + each.selector() + ", " + each.key());
            out.println("  name   " + each.name());
            out.println("  value  " + each.value());
            out.println("  zone   " + each.zone());
        }
        missing.forEach(out::println);
    }
}
