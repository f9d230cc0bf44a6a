package dev.tidings.contracts.model;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.ledger.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// One of the orders in which it can happen, over a real store.
public final class AtRandom {
    /// Of some sixty moves that change something, and as many that do not.
    private static final int MOVES_MAX = 2000;

    private AtRandom() {}

    /// What a story came to.
    public record Told(int moves, int copiesMost, boolean held) {}

    /// Goes on until all is over.
    ///
    /// @param ledgers each node's, over the store that `story` is about
    /// @throws AssertionError with the moves that led to what was not promised
    public static Told tell(LedgerStory story, List<Ledger> ledgers, Premise premise, RandomGenerator random) {
        TwoNodes nodes = new TwoNodes(story, ledgers.stream().map(Calls::new).toList(), premise);
        List<Move> path = new ArrayList<>();
        try {
            while (!nodes.isOver() && path.size() < MOVES_MAX) {
                Move move = any(nodes.moves(), random);
                path.add(move);
                nodes.make(move);
            }
            nodes.judge();
        } catch (AssertionError found) {
            throw new AssertionError(found.getMessage() + Move.listed(path), found);
        }
        return new Told(path.size(), nodes.mostCopies(), nodes.hasHeld());
    }

    /// Faults come seldom, or all of them would come before anything is sent.
    private static Move any(List<Move> moves, RandomGenerator random) {
        boolean patient = random.nextInt(4) > 0;
        List<Move> likely =
                moves.stream().filter(each -> !patient || !each.isFault()).toList();
        return likely.get(random.nextInt(likely.size()));
    }
}
