package dev.tidings.server.answer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A mail with its whole life.
///
/// @param attempts oldest first
/// @param row      what the audience gave for this person
/// @param outcome  where it stands, and why, in a sentence or two
/// @param story    its life in sentences, in order
/// @param others   the other deliveries of the same mail: its copies, or whose copy it is
/// @param notices  what others told of it after it had been accepted, oldest first
public record DeliveryDetail(
        DeliveryAnswer delivery,
        OccurrenceAnswer occurrence,
        List<AttemptAnswer> attempts,
        Map<String, @Nullable Object> row,
        String outcome,
        List<String> story,
        List<DeliveryAnswer> others,
        List<NoticeAnswer> notices) {}
