package dev.tidings.store.jdbc;

import dev.tidings.smtp.Answer;
import dev.tidings.smtp.EnhancedCode;
import dev.tidings.smtp.Reply;
import dev.tidings.smtp.Verb;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Answers as a JSON array: `[["mail",250,"2.1.0","Ok",3],["rcpt",550,null,"no such user",12]]`,
/// milliseconds last.
public final class AnswersJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AnswersJson() {}

    public static String of(List<Answer> answers) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            answers.forEach(each -> write(json, each));
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Answer answer) {
        Reply reply = answer.reply();
        json.writeStartArray();
        json.writeString(answer.at().word());
        json.writeNumber(reply.code());
        reply.enhanced().ifPresentOrElse(code -> json.writeString(code.toString()), json::writeNull);
        json.writeString(reply.text());
        json.writeNumber(answer.waited().toMillis());
        json.writeEndArray();
    }

    public static List<Answer> read(String text) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
            json.nextToken();
            List<Answer> answers = new ArrayList<>();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                answers.add(answer(json));
            }
            return answers;
        }
    }

    private static Answer answer(JsonParser json) {
        Verb at = Verb.of(json.nextStringValue());
        int code = json.nextIntValue(0);
        Optional<EnhancedCode> enhanced =
                Optional.ofNullable(json.nextStringValue()).map(EnhancedCode::parse);
        Reply reply = new Reply(code, enhanced, json.nextStringValue());
        Duration waited = Duration.ofMillis(json.nextLongValue(0));
        json.nextToken();
        return new Answer(at, reply, waited);
    }
}
