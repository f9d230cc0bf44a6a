package dev.tidings.contracts.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Tries every order of moves there is. Where two orders lead to the same, it goes on once.
final class Exploration {
    private final Supplier<InMemory> beginning;
    private final Map<String, BigInteger> orders = new HashMap<>();
    private final Set<String> onTheWay = new HashSet<>();
    private final List<Move> path = new ArrayList<>();
    private int ends;
    private int endsWithMore;
    private int endsWithHeld;
    private int mostCopies;

    Exploration(Supplier<InMemory> beginning) {
        this.beginning = beginning;
    }

    /// @param orders       in which it can happen
    /// @param states       that were looked at
    /// @param ends         states in which all is over
    /// @param endsWithMore of these, where somebody has more than one copy
    /// @param endsWithHeld of these, where a person has to decide about somebody
    record Found(BigInteger orders, int states, int ends, int endsWithMore, int endsWithHeld, int mostCopies) {}

    /// @throws AssertionError with the moves that led to what was not promised
    Found all() {
        InMemory world = beginning.get();
        BigInteger all = from(world, world.toString());
        return new Found(all, orders.size(), ends, endsWithMore, endsWithHeld, mostCopies);
    }

    /// In how many orders it goes on from here.
    private BigInteger from(InMemory world, String here) {
        BigInteger known = orders.get(here);
        if (known != null) return known;
        if (!onTheWay.add(here)) throw broken("they go round in circles", new AssertionError(here));
        BigInteger sum = ahead(world, here);
        onTheWay.remove(here);
        orders.put(here, sum);
        return sum;
    }

    private BigInteger ahead(InMemory world, String here) {
        BigInteger sum = BigInteger.ZERO;
        InMemory now = world;
        for (Move move : world.nodes().moves()) {
            path.add(move);
            make(now, move);
            String there = now.toString();
            if (!there.equals(here)) {
                sum = sum.add(from(now, there));
                path.removeLast();
                now = again();
            } else {
                path.removeLast();
            }
        }
        return sum.signum() == 0 ? end(now) : sum;
    }

    private void make(InMemory world, Move move) {
        try {
            world.nodes().make(move);
        } catch (AssertionError found) {
            throw broken(found.getMessage(), found);
        }
    }

    /// Time goes in one direction: to go on from an earlier state, everything before it is done once more.
    private InMemory again() {
        InMemory world = beginning.get();
        path.forEach(world.nodes()::make);
        return world;
    }

    private BigInteger end(InMemory world) {
        try {
            world.nodes().judge();
        } catch (AssertionError found) {
            throw broken(found.getMessage(), found);
        }
        ends++;
        int copies = world.nodes().mostCopies();
        mostCopies = Math.max(mostCopies, copies);
        endsWithMore += copies > 1 ? 1 : 0;
        endsWithHeld += world.nodes().hasHeld() ? 1 : 0;
        return BigInteger.ONE;
    }

    private AssertionError broken(String what, Throwable cause) {
        return new AssertionError(what + Move.listed(path), cause);
    }
}
