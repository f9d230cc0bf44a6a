package dev.tidings.workspace;

import dev.tidings.notification.Fault;
import dev.tidings.notification.Pause;
import dev.tidings.notification.ReplyRule;
import dev.tidings.notification.Sense;
import dev.tidings.smtp.Verb;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What servers' replies mean beyond their first digit, as the file `replies.yaml` beside this class has it.
public final class Replies {
    static final String FILE = "replies.yaml";
    private static final String EVERY_SERVER = "every-server";
    private static final Kind<Verb> VERB = Kinds.oneOf(Verb.class);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Map<String, Group> GROUPS = read();

    private Replies() {}

    /// The rules of one provider, or of all servers.
    record Group(List<String> sources, LocalDate lastChecked, List<ReplyRule> rules) {}

    /// The rules for a provider's replies, its own before those of every server.
    ///
    /// @param provider by name; no known one when empty
    public static List<ReplyRule> of(Optional<String> provider) {
        return Stream.concat(provider.stream(), Stream.of(EVERY_SERVER))
                .flatMap(name -> Optional.ofNullable(GROUPS.get(name)).stream())
                .flatMap(group -> group.rules().stream())
                .toList();
    }

    /// By provider, and `every-server`.
    static Map<String, Group> groups() {
        return GROUPS;
    }

    private static Map<String, Group> read() {
        Map<String, Group> groups = new HashMap<>();
        Shipped.read(FILE).forEach((name, node) -> groups.put(name, group(new Shipped(FILE, node.named()))));
        return Map.copyOf(groups);
    }

    private static Group group(Shipped keys) {
        return new Group(
                keys.nodes("sources").stream()
                        .flatMap(each -> each.text().stream())
                        .toList(),
                keys.must("last-checked", Kinds.DATE),
                keys.nodes("rules").stream()
                        .map(each -> rule(new Shipped(FILE, each.named())))
                        .toList());
    }

    private static ReplyRule rule(Shipped keys) {
        Set<Verb> at = keys.nodes("at").stream()
                .flatMap(each -> each.as(VERB).stream())
                .collect(Collectors.toSet());
        return new ReplyRule(
                keys.must("when", Kinds.TEXT),
                at,
                keys.may("means", Kinds.TEXT).map(means -> sense(means, keys)),
                keys.may("say", Kinds.TEXT));
    }

    private static Sense sense(String means, Shipped keys) {
        return switch (means) {
            case "throttled" -> new Sense.Throttled(scope(keys), pause(keys));
            case "quota" -> new Sense.Quota(pause(keys).orElse(new Pause.Lasting(HOUR)));
            case "sign-in" -> new Sense.SignIn();
            case "account" -> new Sense.Account();
            case "sender" -> new Sense.Definite(Fault.SENDER);
            case "recipient" -> new Sense.Definite(Fault.RECIPIENT);
            case "policy" -> new Sense.Definite(Fault.POLICY);
            case "later" -> new Sense.Later();
            default -> throw new IllegalStateException(FILE + ": nothing means \"" + means + "\"");
        };
    }

    private static Sense.Scope scope(Shipped keys) {
        return keys.may("of", Kinds.oneOf(Sense.Scope.class)).orElse(Sense.Scope.ROAD);
    }

    private static Optional<Pause> pause(Shipped keys) {
        Optional<Pause> until = keys.may("until", Kinds.oneOf(Pause.Period.class))
                .map(period -> new Pause.UntilNext(period, keys.must("zone", Kinds.ZONE)));
        return until.or(() -> keys.may("pause", Kinds.PERIOD).map(Pause.Lasting::new));
    }
}
