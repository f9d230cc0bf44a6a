package dev.tidings.bench.peer;

import dev.tidings.bench.Progress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Keeps nothing but a count.
record NoBook(AtomicInteger count, Progress progress) implements Book {
    NoBook(Progress progress) {
        this(new AtomicInteger(), progress);
    }

    @Override
    public void enter(List<Person> people) {}

    @Override
    public void accepted(Person person) {
        progress.reached(count.incrementAndGet());
    }

    @Override
    public int close() {
        return count.get();
    }
}
