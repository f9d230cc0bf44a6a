package dev.tidings.feedback.mail;

import static java.util.Locale.ROOT;

import dev.tidings.feedback.Clues;
import dev.tidings.feedback.Fate;
import dev.tidings.feedback.Notice;
import dev.tidings.feedback.Reason;
import dev.tidings.feedback.Report;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Reads what Amazon SES tells in JSON where its notices are sent by mail (an SNS subscription of that kind).
final class SesNotice {
    /// Mail breaks long lines in the middle of a value.
    private static final ObjectReader LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .build()
            .reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SesNotice() {}

    static Optional<Reading> read(Content content) {
        String words = content.words().strip();
        return words.startsWith("{") ? parsed(words).flatMap(SesNotice::read) : Optional.empty();
    }

    private static Optional<JsonNode> parsed(String json) {
        try {
            JsonNode outer = LENIENT.readTree(json);
            String inner = outer.path("Message").asString("");
            return Optional.of(inner.strip().startsWith("{") ? LENIENT.readTree(inner) : outer);
        } catch (JacksonException none) {
            return Optional.empty();
        }
    }

    private static Optional<Reading> read(JsonNode notice) {
        JsonNode bounce = notice.path("bounce");
        return switch (notice.path("notificationType")
                .asString(notice.path("eventType").asString(""))) {
            case "Bounce" ->
                some(
                        notice,
                        Report.Kind.BOUNCE,
                        each(bounce.path("bouncedRecipients")).map(recipient -> failed(recipient, bounce)));
            case "Complaint" ->
                some(
                        notice,
                        Report.Kind.COMPLAINT,
                        each(notice.path("complaint").path("complainedRecipients"))
                                .map(recipient -> told(
                                        recipient.path("emailAddress").asString(""),
                                        Fate.COMPLAINED,
                                        Reason.FEEDBACK,
                                        "")));
            case "Delivery" ->
                some(
                        notice,
                        Report.Kind.STATUS,
                        each(notice.path("delivery").path("recipients"))
                                .map(recipient -> told(
                                        recipient.asString(""),
                                        Fate.DELIVERED,
                                        Reason.DELIVERED,
                                        notice.path("delivery")
                                                .path("smtpResponse")
                                                .asString(""))));
            default -> Optional.empty();
        };
    }

    private static Optional<Reading> some(JsonNode notice, Report.Kind kind, Stream<Notice> notices) {
        List<Notice> all = notices.limit(Limits.NOTICES).toList();
        JsonNode mail = notice.path("mail");
        Clues clues = new Clues(
                List.of(mail.path("source").asString("")),
                Optional.empty(),
                headers(mail, "x-tidings-trace"),
                headers(mail, "message-id").stream()
                        .map(id -> id.replaceAll("[<>]", ""))
                        .toList());
        return all.isEmpty() ? Optional.empty() : Optional.of(new Reading(kind, all, clues));
    }

    private static List<String> headers(JsonNode mail, String name) {
        return each(mail.path("headers"))
                .filter(header ->
                        header.path("name").asString("").toLowerCase(ROOT).equals(name))
                .map(header -> header.path("value").asString(""))
                .toList();
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Notice failed(JsonNode recipient, JsonNode bounce) {
        String address = recipient.path("emailAddress").asString("");
        String said = recipient.path("diagnosticCode").asString("").replaceFirst("(?i)^\\s*smtp;\\s*", "");
        Optional<String> status =
                Optional.of(recipient.path("status").asString("")).filter(code -> !code.isBlank());
        Saying saying = Saying.of(said, address);
        Saying whole = saying.with(new Codes(saying.code(), saying.status()).orStated(status));
        Reason reason = Reasons.SHIPPED.of(whole, Saying.of(kind(bounce), address), false);
        return new Said(Optional.of(address), Fate.FAILED, reason, whole).notice(said.isBlank() ? kind(bounce) : said);
    }

    /// `Transient MailboxFull`
    private static String kind(JsonNode bounce) {
        return bounce.path("bounceType").asString("") + " "
                + bounce.path("bounceSubType").asString("");
    }

    private static Notice told(String address, Fate fate, Reason reason, String said) {
        return new Said(Optional.of(address), fate, reason, Saying.of(said, address)).notice(said);
    }
}
