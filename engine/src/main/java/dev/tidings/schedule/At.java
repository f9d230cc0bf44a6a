package dev.tidings.schedule;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Single instants, each of them once.
///
/// @param instants one or more; kept in order, each only once
public record At(List<Instant> instants) implements Schedule {
    public At {
        if (instants.isEmpty()) {
            throw new IllegalArgumentException("at least one instant is needed");
        }
        instants = instants.stream().sorted().distinct().toList();
    }

    public At(Instant... instants) {
        this(List.of(instants));
    }

    @Override
    public Optional<Instant> next(Instant after) {
        int place = Collections.binarySearch(instants, after);
        return at(place < 0 ? -place - 1 : place + 1);
    }

    @Override
    public Optional<Instant> previous(Instant before) {
        int place = Collections.binarySearch(instants, before);
        return at(place < 0 ? -place - 2 : place - 1);
    }

    private Optional<Instant> at(int place) {
        return place < 0 || place >= instants.size() ? Optional.empty() : Optional.of(instants.get(place));
    }

    @Override
    public boolean impossible() {
        return false;
    }

    @Override
    public String inWords() {
        String first = Words.instant(instants.getFirst());
        return instants.size() == 1
                ? "Once, on " + first
                : "At " + instants.size() + " set times from " + first + " to " + Words.instant(instants.getLast());
    }
}
