package dev.tidings.server.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.feedback.hooks.Call;
import dev.tidings.feedback.hooks.Reading;
import dev.tidings.feedback.hooks.RejectReason;
import dev.tidings.feedback.hooks.Told;
import dev.tidings.notification.WebhookProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `webhook read`: what calls say that somebody kept. Whether they are a provider's own is not looked at.
@Command(
        name = "read",
        mixinStandardHelpOptions = true,
        description = {
            "Print what a provider tells in the body of a call: for each event its type, why it was rejected, the"
                    + " recipient, and the provider's ids of the mail and of the event.",
            "Types: queued, sent, rejected, failed, bounced, deferred, delivered, autoresponded, opened, clicked,"
                    + " complained, unsubscribed, subscribed, inbound, unknown. Nothing is written down, and no signature"
                    + " is looked at. Ends with 1 when something could not be read."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tidings webhook read sendgrid call.json",
            "  tidings webhook read amazon-ses calls/ --json",
            "  tidings webhook read resend --header \"svix-id: msg_2W2D3q\" - < call.json",
        })
final class ReadWebhooks implements Callable<Integer> {
    private static final int OCTETS_MAX = 16 * 1024 * 1024;

    private final Surroundings around;

    @Parameters(index = "0", paramLabel = "PROVIDER", description = "A provider, such as sendgrid or amazon-ses.")
    String provider = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "FILE", description = "A file, a folder of them, or -.")
    List<String> files = List.of();

    @Option(
            names = "--header",
            paramLabel = "HEADER",
            description = "A header of the call, \"Name: value\": some providers have the event's id in one.")
    List<String> headers = List.of();

    @Mixin
    Answer answer = new Answer();

    ReadWebhooks(Surroundings around) {
        this.around = around;
    }

    /// In the words of other programs, so that what they say can be compared.
    ///
    /// @param fate   what became of the mail, as Tidings takes it
    /// @param reason why, in Sisimai's words
    record Event(
            @JsonProperty("event_type") String eventType,
            @JsonProperty("reject_reason") @Nullable String rejectReason,
            @Nullable String recipient,
            @JsonProperty("message_id") @Nullable String messageId,
            @JsonProperty("event_id") @Nullable String eventId,
            @Nullable String at,
            String fate,
            String reason,
            @Nullable String said) {
        static Event of(Told told) {
            return new Event(
                    told.type().word(),
                    told.reject().map(RejectReason::word).orElse(null),
                    told.recipient().orElse(null),
                    told.names().message().orElse(null),
                    told.names().event().orElse(null),
                    told.at().map(Object::toString).orElse(null),
                    told.fate().word(),
                    told.reason().word(),
                    told.said().orElse(null));
        }

        String sentence() {
            return Stream.of(
                            Optional.of(eventType + (rejectReason == null ? "" : " (" + rejectReason + ")")),
                            Optional.ofNullable(recipient),
                            Optional.ofNullable(messageId).map(id -> "message " + id),
                            Optional.ofNullable(eventId).map(id -> "event " + id),
                            Optional.ofNullable(said))
                    .flatMap(Optional::stream)
                    .collect(Collectors.joining("  "));
        }
    }

    /// @param problem why it cannot be read
    record Read(String file, List<Event> events, @Nullable String problem) {}

    @Override
    public Integer call() throws IOException {
        WebhookProvider known = WebhookProvider.of(provider)
                .orElseThrow(() -> Stop.unknown(
                        "no provider is called \"" + provider + "\"",
                        Arrays.stream(WebhookProvider.values())
                                .map(WebhookProvider::word)
                                .collect(Collectors.joining(", ", "Known here: ", "."))));
        Map<String, String> given = given();
        List<Read> all = new ArrayList<>();
        for (String file : files) {
            for (Path each : below(file)) {
                all.add(read(known, given, each.toString(), octets(each)));
            }
        }
        answer.give(all, out -> all.forEach(each -> say(each, out)));
        return all.stream().allMatch(each -> each.problem == null) ? Exit.FINE.code() : Exit.PROBLEM.code();
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw Stop.usage("--header: \"" + header + "\" is not a header", "Write --header \"Name: value\".");
            }
            given.put(
                    header.substring(0, colon).strip(),
                    header.substring(colon + 1).strip());
        }
        return given;
    }

    private static List<Path> below(String file) throws IOException {
        Path path = Path.of(file);
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(Files::isRegularFile)
                    .filter(each -> !each.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private byte[] octets(Path file) {
        boolean typed = file.toString().equals("-");
        try (InputStream in = typed ? around.in() : Files.newInputStream(file)) {
            return in.readNBytes(OCTETS_MAX);
        } catch (IOException unreadable) {
            throw Stop.problem(
                    file + " cannot be read: " + unreadable.getMessage(), "It must be there, and yours to read.");
        }
    }

    private static Read read(WebhookProvider provider, Map<String, String> headers, String file, byte[] body) {
        return switch (Reading.of(provider, new Call(headers, body))) {
            case Reading.Events(List<Told> events) ->
                new Read(file, events.stream().map(Event::of).toList(), null);
            case Reading.Garbled(String why) -> new Read(file, List.of(), why);
        };
    }

    private static void say(Read read, PrintWriter out) {
        out.println(read.file + (read.problem == null ? "" : ": it cannot be read: " + read.problem));
        read.events.forEach(each -> out.println("  " + each.sentence()));
        if (read.problem == null && read.events.isEmpty()) {
            out.println("  tells of no mail");
        }
    }
}
