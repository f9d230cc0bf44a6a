package dev.tidings.store.sqlite;

import dev.tidings.deliver.Attempt;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.State;
import dev.tidings.ledger.AttemptRecord.Said;
import dev.tidings.ledger.Settlement;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Attempts as a JSON array of rows, each an array of columns, so that one statement writes them all.
final class AttemptJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL = 160;

    private AttemptJson() {}

    /// @param states by delivery; those without one are left out
    static String of(Collection<Settlement> settlements, Map<Long, State> states) {
        StringWriter text = new StringWriter(USUAL * settlements.size());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (Settlement each : settlements) {
                State state = states.get(each.claim().delivery());
                if (state != null) row(json, each, state);
            }
            json.writeEndArray();
        }
        return text.toString();
    }

    private static void row(JsonGenerator json, Settlement settlement, State state) {
        Attempt attempt = settlement.attempt();
        Said said = Said.of(attempt);
        boolean accepted = attempt.outcome() instanceof Outcome.Accepted;
        json.writeStartArray();
        json.writeNumber(settlement.claim().delivery());
        json.writeNumber(attempt.started().toEpochMilli());
        json.writeString(state.word());
        json.writeString(settlement.why());
        json.writeNumber(attempt.number());
        json.writeString(attempt.transport());
        json.writeNumber(attempt.took().toMillis());
        json.writeString(said.outcome());
        text(json, accepted ? Optional.empty() : said.verb());
        said.code().ifPresentOrElse(json::writeNumber, json::writeNull);
        text(json, said.enhanced());
        json.writeString(said.text());
        said.waited().ifPresentOrElse(each -> json.writeNumber(each.toMillis()), json::writeNull);
        if (said.answers().size() > (accepted ? 1 : 0)) {
            AnswersJson.write(json, said.answers());
        } else {
            json.writeNull(); // the columns say it all
        }
        json.writeEndArray();
    }

    private static void text(JsonGenerator json, Optional<String> text) {
        text.ifPresentOrElse(json::writeString, json::writeNull);
    }
}
