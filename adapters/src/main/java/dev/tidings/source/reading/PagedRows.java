package dev.tidings.source.reading;

import dev.tidings.audience.Row;
import dev.tidings.audience.Rows;
import dev.tidings.audience.SourceFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes pages of records, and keeps the limits: more rows than allowed are a failure, and so are pages that
/// together take longer than allowed. The time that passes between two pages is the reader's own and counts
/// for nothing.
public final class PagedRows implements Rows {
    /// So many are named; of the others it is said how many they are.
    private static final int UNREADABLE_NAMED_MAX = 1_000;

    private final Question question;
    private final RowReader reader;
    private final Watch watch;
    private final List<String> unreadable = new ArrayList<>();
    private long unreadableUnnamed;
    private long read;
    private boolean finished;

    public PagedRows(Question question, RowReader reader) {
        this(question, reader, new Watch(question));
    }

    /// @param watch runs since the query was asked
    public PagedRows(Question question, RowReader reader, Watch watch) {
        this.question = question;
        this.reader = reader;
        this.watch = watch;
    }

    @Override
    public List<Row> next(int most) throws SourceFailure {
        if (finished) return List.of();
        return watch.during(reader::abort, () -> page(most));
    }

    private List<Row> page(int most) throws SourceFailure {
        List<Row> page = new ArrayList<>(Math.min(most, 1_000));
        while (page.size() < most) {
            @Nullable Row row = reader.read(this::note);
            if (row == null) {
                finished = true;
                break;
            }
            if (++read > question.limits().rows()) {
                throw question.failed("gives more than %d rows, which is its limit"
                        .formatted(question.limits().rows()));
            }
            page.add(row);
        }
        return page;
    }

    private void note(String what) {
        if (unreadable.size() < UNREADABLE_NAMED_MAX) unreadable.add(what);
        else unreadableUnnamed++;
    }

    @Override
    public List<String> unreadable() {
        if (unreadableUnnamed == 0) return List.copyOf(unreadable);
        List<String> all = new ArrayList<>(unreadable);
        all.add("and %,d more".formatted(unreadableUnnamed));
        return all;
    }

    @Override
    public void close() {
        reader.close();
    }
}
