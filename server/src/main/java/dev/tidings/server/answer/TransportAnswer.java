package dev.tidings.server.answer;

import dev.tidings.notification.Notification;
import dev.tidings.notification.TransportSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.run.RoadStatus;
import dev.tidings.smtp.Security;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A transport as it is declared, and how its road is doing.
///
/// @param security      `tls`, `starttls` or `none`
/// @param provider      the preset it was made from
/// @param hands         how many conversations there may be at once
/// @param rates         `30/min`; all of them hold at once
/// @param notifications which go this way, in whatever place of their order
/// @param road          null where no engine runs
public record TransportAnswer(
        String name,
        String host,
        int port,
        String security,
        Optional<String> provider,
        int hands,
        List<String> rates,
        List<String> notifications,
        Optional<RoadAnswer> road) {

    /// All of a workspace, by name.
    ///
    /// @param roads none where no engine runs
    public static List<TransportAnswer> all(Workspace workspace, List<RoadStatus> roads) {
        return workspace.settings().transports().values().stream()
                .sorted(Comparator.comparing(TransportSpec::name))
                .map(each -> of(each, workspace, roads))
                .toList();
    }

    private static TransportAnswer of(TransportSpec spec, Workspace workspace, List<RoadStatus> roads) {
        return new TransportAnswer(
                spec.name(),
                spec.server().host(),
                spec.server().port(),
                security(spec.server().security()),
                spec.provider(),
                spec.pool().connections(),
                spec.allowance().rates().stream().map(Object::toString).toList(),
                workspace.notifications().values().stream()
                        .filter(each -> each.deliver().by().roads().contains(spec.name()))
                        .map(Notification::id)
                        .sorted()
                        .toList(),
                roads.stream()
                        .filter(each -> each.name().equals(spec.name()))
                        .findFirst()
                        .map(RoadAnswer::of));
    }

    private static String security(Security security) {
        return switch (security) {
            case IMPLICIT_TLS -> "tls";
            case STARTTLS -> "starttls";
            case NONE -> "none";
        };
    }
}
