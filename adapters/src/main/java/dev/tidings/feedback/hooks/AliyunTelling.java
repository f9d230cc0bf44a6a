package dev.tidings.feedback.hooks;

import dev.tidings.feedback.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Alibaba Cloud DirectMail by EventBridge: CloudEvents 1.0. Of what `failed_type` may be the documents show one word;
/// the server's own words tell the rest.
final class AliyunTelling implements Telling {
    private static final Map<String, EventType> TYPES = Map.of(
            "dm:Deliver:Succeed", EventType.DELIVERED,
            "dm:Deliver:Fail", EventType.BOUNCED,
            "dm:Trace:Open", EventType.OPENED,
            "dm:Trace:Click", EventType.CLICKED,
            "dm:Feedback:FblReport", EventType.COMPLAINED,
            "dm:Feedback:UnSubscribe", EventType.UNSUBSCRIBED,
            "dm:Feedback:Subscribe", EventType.SUBSCRIBED);
    private static final String NO_SUCH_BOX = "SmtpNxBox";

    @Override
    public List<Told> events(Facts facts, Call call) {
        return facts.objects().stream().map(AliyunTelling::event).toList();
    }

    private static Told event(Facts event) {
        Facts data = event.at("data");
        EventType type = TYPES.getOrDefault(event.text("type").orElse(""), EventType.UNKNOWN);
        boolean noSuchBox = data.text("failed_type").filter(NO_SUCH_BOX::equals).isPresent();
        Diagnosis diagnosis = Diagnosis.of(data.text("err_msg")).with(Optional.empty(), data.text("err_code"));
        return Told.of(type, event)
                .to(data.text("rcpt"))
                .named(event.text("id"), data.text("env_id"))
                .at(event.time("time"))
                .rejected(type == EventType.BOUNCED ? Optional.of(RejectReason.BOUNCED) : Optional.empty())
                .said(diagnosis)
                .because(noSuchBox ? Reason.USERUNKNOWN : diagnosis.either())
                .clues(hints(data).messageId(data.text("msg_id")).clues());
    }

    private static Hints hints(Facts data) {
        Hints hints = new Hints();
        Facts headers = data.at("header");
        headers.names().forEach(name -> hints.header(name, headers.text(name)));
        return hints;
    }
}
