package dev.tidings.schedule;

/// What becomes of a civil time that the clock skips, and of one that it shows twice.
///
/// Two rules hold whatever is chosen here. An hour field that stands for an interval (`*`, `*/2`,
/// `8-18/2`) fires in both passes of a repeated hour, for it follows the clock; and where it is every
/// hour, a skipped hour is simply not there. A gap of a day or more (a zone that crossed the date line,
/// such as Pacific/Apia on 2011-12-30) is skipped: that day was nowhere on the calendar.
public record Dst(Gap gap, Overlap overlap) {
    /// A skipped time fires when the clocks move, a repeated one fires once. Nothing is lost and nothing
    /// comes twice.
    public static final Dst DEFAULT = new Dst(Gap.END, Overlap.FIRST);

    /// The civil time does not exist, as 02:30 in New York on 2026-03-08.
    public enum Gap {
        /// It does not fire that day.
        SKIP,
        /// It fires at the instant the clocks move: 03:00.
        END,
        /// It moves on by as much as the clock: 03:30.
        SHIFT
    }

    /// The civil time comes twice, as 01:30 in New York on 2026-11-01.
    public enum Overlap {
        FIRST,
        BOTH,
        SECOND
    }
}
