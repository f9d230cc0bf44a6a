package dev.tidings.audience;

import dev.tidings.contracts.RowsInMemory;
import dev.tidings.contracts.SourceContract;
import dev.tidings.notification.SourceSpec.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class RowsInMemoryTest extends SourceContract {
    @Override
    protected Source holding(List<Row> people, Limits limits) {
        return new RowsInMemory("people", Map.of("person", people), limits);
    }

    @Override
    protected String everyone() {
        return "person";
    }

    @Override
    protected Optional<String> amongIds() {
        return Optional.of("person where id in :id");
    }

    @Override
    protected Optional<String> byName() {
        return Optional.of("person where name in :name");
    }

    @Override
    protected String unanswerable() {
        return "nowhere";
    }
}
