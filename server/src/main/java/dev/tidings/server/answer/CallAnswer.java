package dev.tidings.server.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tidings.feedback.hooks.Reading;
import dev.tidings.feedback.hooks.RejectReason;
import dev.tidings.feedback.hooks.Told;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was read of one provider's call.
///
/// @param problem why it cannot be read
public record CallAnswer(String file, List<Event> events, Optional<String> problem) {
    /// The same words as in [MessageAnswer]; beside them, so that what they say can be compared, those of other
    /// programs.
    ///
    /// @param kind         `bounce`, `status`, `complaint`, `auto-reply` or `other`
    /// @param eventType    in the words of django-anymail, as is why it was rejected
    /// @param messageId    the provider's own for the mail
    public record Event(
            String kind,
            Optional<String> recipient,
            @JsonProperty("class") Optional<String> hardness,
            String fate,
            String reason,
            Optional<String> status,
            Optional<Integer> code,
            String said,
            List<String> about,
            @JsonProperty("event_type") String eventType,
            @JsonProperty("reject_reason") Optional<String> rejectReason,
            @JsonProperty("message_id") Optional<String> messageId,
            @JsonProperty("event_id") Optional<String> eventId,
            Optional<Instant> at) {
        static Event of(Told told) {
            MessageAnswer.Event event = MessageAnswer.Event.of(told.notice());
            return new Event(
                    MessageAnswer.word(told.kind()),
                    event.recipient(),
                    event.hardness(),
                    event.fate(),
                    event.reason(),
                    event.status(),
                    event.code(),
                    event.said(),
                    MessageAnswer.about(told.clues()),
                    told.type().word(),
                    told.reject().map(RejectReason::word),
                    told.names().message(),
                    told.names().event(),
                    told.at());
        }
    }

    public static CallAnswer of(String file, Reading reading) {
        return switch (reading) {
            case Reading.Events(List<Told> events) ->
                new CallAnswer(file, events.stream().map(Event::of).toList(), Optional.empty());
            case Reading.Garbled(String why) -> new CallAnswer(file, List.of(), Optional.of(why));
        };
    }
}
