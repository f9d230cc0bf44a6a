package dev.tidings.server.answer;

import dev.tidings.ledger.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Of what others told of a mail, what a person wants to read: one report may tell of hundreds whom it was passed on
/// to.
///
/// @param shown of each report its first lines, and whatever changed the mail
/// @param more  says how much else there is; empty where that is all
public record Reports(List<NoticeAnswer> shown, Optional<String> more) {
    private static final int OF_ONE = 3;

    /// @param all oldest first
    public static Reports of(List<NoticeAnswer> all) {
        Map<Long, Integer> lines = new HashMap<>();
        List<NoticeAnswer> shown = all.stream()
                .filter(each -> lines.merge(each.arrival(), 1, Integer::sum) <= OF_ONE || changed(each))
                .toList();
        int more = all.size() - shown.size();
        boolean cut = all.size() >= History.NOTICES_MAX;
        return new Reports(
                shown,
                Optional.of(
                                "The same reports tell of %d%s more, which changed nothing: tidings returned, or the page of what came back."
                                        .formatted(more, cut ? " or" : ""))
                        .filter(_ -> more > 0));
    }

    private static boolean changed(NoticeAnswer notice) {
        return notice.judged().flatMap(NoticeAnswer.Judged::became).isPresent();
    }
}
