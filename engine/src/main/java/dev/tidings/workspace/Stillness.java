package dev.tidings.workspace;

/// Decides when a change is to be told: once the files looked alike twice in a row, so that many saves are
/// one change. Files that never rest are told of anyway, every so many looks.
final class Stillness {
    private static final int LOOKS_MAX = 20;

    private Snapshot told;
    private Snapshot last;
    private int restless;

    Stillness(Snapshot now) {
        this.told = now;
        this.last = now;
    }

    /// Takes in how the files look now.
    ///
    /// @return true when a change is to be told
    boolean look(Snapshot now) {
        boolean still = now.equals(last);
        last = now;
        if (now.equals(told)) {
            restless = 0;
            return false;
        }
        restless++;
        if (!still && restless < LOOKS_MAX) {
            return false;
        }
        told = now;
        restless = 0;
        return true;
    }

    /// Something changed and was not told yet: it is worth looking again soon.
    boolean pending() {
        return restless > 0;
    }
}
