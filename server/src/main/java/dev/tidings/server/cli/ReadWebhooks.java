package dev.tidings.server.cli;

import dev.tidings.feedback.hooks.Call;
import dev.tidings.feedback.hooks.Reading;
import dev.tidings.notification.WebhookProvider;
import dev.tidings.server.answer.CallAnswer;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Override
    public Integer call() {
        WebhookProvider known = known();
        Map<String, String> given = given();
        AtomicBoolean garbled = new AtomicBoolean();
        try (OneByOne<CallAnswer> calls = OneByOne.to(answer, ReadWebhooks::say)) {
            new Kept(around, OCTETS_MAX).each(files, (file, octets) -> {
                CallAnswer each = CallAnswer.of(file, Reading.of(known, new Call(given, octets)));
                garbled.compareAndSet(false, each.problem().isPresent());
                calls.give(each);
            });
        }
        return garbled.get() ? Exit.PROBLEM.code() : Exit.FINE.code();
    }

    private WebhookProvider known() {
        return WebhookProvider.of(provider)
                .orElseThrow(() -> Stop.unknown(
                        "no provider is called \"" + provider + "\"",
                        Arrays.stream(WebhookProvider.values())
                                .map(WebhookProvider::word)
                                .collect(Collectors.joining(", ", "Known here: ", "."))));
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

    private static void say(CallAnswer call, PrintWriter out) {
        out.println(call.file()
                + call.problem().map(why -> ": it cannot be read: " + why).orElse(""));
        call.events().forEach(each -> out.println("  " + sentence(each)));
        if (call.problem().isEmpty() && call.events().isEmpty()) {
            out.println("  tells of no mail");
        }
    }

    private static String sentence(CallAnswer.Event event) {
        return Stream.of(
                        Optional.of(event.eventType()
                                + event.rejectReason()
                                        .map(why -> " (" + why + ")")
                                        .orElse("")),
                        event.recipient(),
                        event.hardness().map(hardness -> hardness + " " + event.fate()),
                        Optional.of(event.reason()).filter(_ -> event.hardness().isPresent()),
                        event.messageId().map(id -> "message " + id),
                        event.eventId().map(id -> "event " + id),
                        Optional.of(event.said()).filter(said -> !said.isEmpty()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining("  "));
    }
}
