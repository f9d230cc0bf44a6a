package dev.tidings.run;

import dev.tidings.contracts.TransportContract;
import dev.tidings.deliver.Outcome;
import dev.tidings.deliver.Trouble;
import dev.tidings.smtp.Verb;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The scene's roads keep a transport's promises, or its tests would show nothing.
class FakeRoadTest extends TransportContract {
    private record Road(Scene.FakeRoad transport) implements Way {
        @Override
        public List<String> arrived() {
            return transport.accepted.stream()
                    .map(parcel -> parcel.message().subject())
                    .toList();
        }

        @Override
        public void close() {
            transport.close();
        }
    }

    @Override
    protected Way working() {
        return new Road(new Scene().main);
    }

    @Override
    protected Map<String, Opening> failing() {
        return Map.of(
                "unreachable", () -> answering(new Outcome.Unreachable(Trouble.CONNECTION, "refused")),
                "deferring", () -> answering(Scene.deferred()),
                "breaking", () -> answering(new Outcome.Broken(Verb.CONTENT, "reset")),
                "uncertain", () -> answering(new Outcome.Uncertain("reset")));
    }

    private static Way answering(Outcome outcome) {
        Scene.FakeRoad road = new Scene().main;
        road.answers.addAll(Collections.nCopies(10, outcome));
        return new Road(road);
    }
}
