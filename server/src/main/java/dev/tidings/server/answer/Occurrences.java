package dev.tidings.server.answer;

import dev.tidings.ledger.History;
import dev.tidings.ledger.OccurrenceRecord;
import dev.tidings.ledger.OccurrenceRecord.Standing;
import dev.tidings.ledger.Page;
import dev.tidings.ledger.Stop;
import dev.tidings.notification.Cause;
import dev.tidings.notification.StoreSpec;
import dev.tidings.notification.Workspace;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Answers about occurrences.
record Occurrences(History history, Workspace workspace) {
    private static final int RUNNING_MAX = 50;

    /// By requests that may have names.
    private static final Set<Cause> ASKED_FOR = EnumSet.of(Cause.API, Cause.EVENT);

    List<OccurrenceAnswer> running() {
        Set<Standing> standings = EnumSet.of(Standing.DUE, Standing.EXPANDING, Standing.SENDING);
        return answers(history.occurrences(Optional.empty(), standings, Page.first(RUNNING_MAX)));
    }

    List<OccurrenceAnswer> latest(String notification, int most) {
        return answers(history.occurrences(Optional.of(notification), Set.of(), Page.first(most)));
    }

    List<OccurrenceAnswer> answers(List<OccurrenceRecord> records) {
        List<Long> asked = records.stream()
                .filter(each -> ASKED_FOR.contains(each.occurrence().key().cause()))
                .map(each -> each.occurrence().id())
                .toList();
        Map<Long, String> requests = asked.isEmpty() ? Map.of() : history.requests(asked);
        Set<String> stopped = history.stops().stream().map(Stop::notification).collect(Collectors.toSet());
        return records.stream()
                .map(each -> OccurrenceAnswer.of(
                        each,
                        Optional.ofNullable(requests.get(each.occurrence().id())),
                        stopped.contains(each.occurrence().notification()),
                        zone(each.occurrence().notification())))
                .toList();
    }

    OccurrenceAnswer answer(OccurrenceRecord record) {
        return answers(List.of(record)).getFirst();
    }

    ZoneId house() {
        return workspace.settings().defaults().zone();
    }

    /// Several nodes may work from it.
    boolean isShared() {
        return workspace.settings().store() instanceof StoreSpec.Shared;
    }

    /// In which a notification is due; the house's own when it is gone.
    ZoneId zone(String notification) {
        return workspace
                .notification(notification)
                .map(each -> InWords.zone(each, house()))
                .orElse(house());
    }
}
