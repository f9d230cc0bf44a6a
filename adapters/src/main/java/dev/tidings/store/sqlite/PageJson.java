package dev.tidings.store.sqlite;

import dev.tidings.audience.CopyOf;
import dev.tidings.audience.Drawn;
import dev.tidings.audience.Recipient;
import dev.tidings.audience.Row;
import dev.tidings.ledger.Entry;
import dev.tidings.notification.Occurrence;
import java.io.StringWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A page of an audience as a JSON array of rows, each an array of columns, so that one statement writes them all.
/// Made by whoever draws, so that the writer only writes.
///
/// @param misfits how many of the rows make no recipient
record PageJson(String rows, int count, int misfits) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL = 320;

    static PageJson of(Occurrence occurrence, List<Entry> page) {
        StringWriter text = new StringWriter(USUAL * page.size());
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartArray();
            for (Entry each : page) {
                row(json, occurrence, each);
            }
            json.writeEndArray();
        }
        int misfits = (int) page.stream()
                .filter(each -> each.drawn() instanceof Drawn.Misfit)
                .count();
        return new PageJson(text.toString(), page.size(), misfits);
    }

    private static void row(JsonGenerator json, Occurrence occurrence, Entry entry) {
        json.writeStartArray();
        json.writeString(HexFormat.of().formatHex(entry.trace(occurrence).octets()));
        json.writeString(entry.road());
        json.writeNumber(entry.due().toEpochMilli());
        json.writeNumber(entry.expires().toEpochMilli());
        switch (entry.drawn()) {
            case Drawn.Person(Recipient recipient) -> person(json, recipient);
            case Drawn.Misfit misfit -> misfit(json, misfit);
        }
        json.writeEndArray();
    }

    private static void person(JsonGenerator json, Recipient recipient) {
        json.writeString("waiting");
        json.writeString("");
        json.writeString(recipient.key());
        json.writeString(recipient.mailbox().name());
        json.writeString(recipient.mailbox().address().toString());
        text(json, recipient.locale().map(Locale::toLanguageTag));
        text(json, recipient.zone().map(Object::toString));
        columns(json, recipient.row());
        recipient.copy().ifPresent(copy -> copy(json, copy));
    }

    /// Left out for everyone else: beyond the end of the array SQLite finds null.
    private static void copy(JsonGenerator json, CopyOf copy) {
        json.writeString(copy.kind().word());
        json.writeString(copy.person().name());
        json.writeString(copy.person().address().toString());
    }

    private static void misfit(JsonGenerator json, Drawn.Misfit misfit) {
        json.writeString("failed");
        json.writeString(misfit.why());
        json.writeString(misfit.key());
        json.writeString("");
        json.writeString(misfit.text());
        json.writeNull();
        json.writeNull();
        columns(json, misfit.row());
    }

    private static void columns(JsonGenerator json, Row row) {
        json.writeString(RowJson.of(row));
    }

    private static void text(JsonGenerator json, Optional<String> text) {
        text.ifPresentOrElse(json::writeString, json::writeNull);
    }
}
