package dev.tidings.contracts.model;

import dev.tidings.contracts.LedgerStory;
import dev.tidings.contracts.model.Move.Kind;
import dev.tidings.deliver.State;
import dev.tidings.ledger.DeliveryRecord;
import dev.tidings.notification.Occurrence;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The two of them in the middle of their story.
final class TwoNodes {
    private final LedgerStory story;
    private final Premise premise;
    private final Witness witness;
    private final List<Node> nodes;
    private final Occurrence occurrence;
    private int faults;

    /// @param calls what each node asks of the store that `story` is about
    TwoNodes(LedgerStory story, List<Calls> calls, Premise premise) {
        this.story = story;
        this.premise = premise;
        this.witness = new Witness(premise, story.history());
        this.occurrence = story.drawn("weekly", LedgerStory.many("p", premise.people()));
        this.nodes = calls.stream()
                .map(each -> new Node(each, story.clock(), premise, witness))
                .toList();
    }

    /// All that may be tried; some of it changes nothing.
    List<Move> moves() {
        List<Move> moves = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            for (Kind kind : kinds(nodes.get(node))) moves.add(new Move(node, kind));
        }
        // whoever is awake judges what it took at once
        if (nodes.stream().noneMatch(each -> each.isAwake() && each.hasTaken())) moves.add(new Move(0, Kind.TIME));
        return moves;
    }

    private List<Kind> kinds(Node node) {
        if (!node.isAwake()) return List.of(Kind.GO_ON);
        List<Kind> kinds = new ArrayList<>(List.of(Kind.HAND, Kind.REAP, Kind.TAKE_UNCERTAIN));
        if (node.hasTaken()) kinds.add(Kind.JUDGE);
        if (node.isBusy() && faults < premise.faults()) kinds.addAll(List.of(Kind.CRASH, Kind.PAUSE));
        return kinds;
    }

    void make(Move move) {
        switch (move.kind()) {
            case TIME -> letTimePass();
            case CRASH, PAUSE -> {
                faults++;
                nodes.get(move.node()).make(move.kind());
            }
            case HAND, REAP, TAKE_UNCERTAIN, JUDGE, GO_ON ->
                nodes.get(move.node()).make(move.kind());
        }
    }

    /// A lease ends that is not renewed at a third and two thirds of it.
    private void letTimePass() {
        nodes.forEach(Node::missTime);
        for (int third = 0; third < 3; third++) {
            story.clock().pass(LedgerStory.LEASE.dividedBy(3));
            nodes.forEach(Node::renew);
        }
    }

    List<DeliveryRecord> everyone() {
        return story.everyone(occurrence);
    }

    boolean isOver() {
        return !story.record(occurrence).standing().running()
                && nodes.stream().noneMatch(Node::isBusy)
                && nodes.stream().allMatch(Node::isAwake);
    }

    /// Nobody can move: is everything as it was promised?
    void judge() {
        witness.ended(everyone());
    }

    int mostCopies() {
        return everyone().stream().mapToInt(witness::copies).max().orElse(0);
    }

    boolean hasHeld() {
        return everyone().stream().anyMatch(each -> each.state() == State.HELD);
    }

    /// Which node is which matters to nobody.
    @Override
    public String toString() {
        List<String> both = nodes.stream().map(Node::toString).sorted().toList();
        return Stream.of(Integer.toString(faults), witness.toString(), both.toString())
                .reduce("", (one, other) -> one + "; " + other);
    }
}
