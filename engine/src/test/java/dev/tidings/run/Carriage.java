package dev.tidings.run;

import dev.tidings.bus.Carrier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A carrier in memory that loses what it is told to lose. It carries nothing before it is set going.
final class Carriage implements Carrier {
    final Map<String, Deque<Long>> roads = new HashMap<>();
    final List<Long> put = new ArrayList<>();
    final List<Long> acknowledged = new ArrayList<>();
    boolean goes;
    boolean loses;
    boolean fails;

    @Override
    public void put(String road, List<Long> deliveries) {
        if (fails) throw new IllegalStateException("the database is away");
        put.addAll(deliveries);
        if (goes && !loses) roads.computeIfAbsent(road, _ -> new ArrayDeque<>()).addAll(deliveries);
    }

    @Override
    public Handful take(String road, int most) {
        Deque<Long> waiting = roads.getOrDefault(road, new ArrayDeque<>());
        List<Long> taken = new ArrayList<>();
        while (taken.size() < most && !waiting.isEmpty()) taken.add(waiting.removeFirst());
        return new Handful(taken, () -> acknowledged.addAll(taken));
    }

    @Override
    public Standing standing() {
        return Standing.NONE;
    }

    @Override
    public void close() {
        roads.clear();
    }
}
