package dev.tidings.schedule;

/// The times of day that match, each field as a set of bits.
///
/// @param seconds bits 0–59
/// @param minutes bits 0–59
/// @param hours   bits 0–23
record Times(long seconds, long minutes, long hours) {
    static final int NONE = -1;

    boolean isEmpty() {
        return seconds == 0 || minutes == 0 || hours == 0;
    }

    /// The first matching second of the day at or after the given one, or [#NONE].
    int first(int secondOfDay) {
        int hour = secondOfDay / 3600;
        if (has(hours, hour)) {
            int minute = secondOfDay / 60 % 60;
            if (has(minutes, minute)) {
                int second = up(seconds, secondOfDay % 60);
                if (second != NONE) {
                    return hour * 3600 + minute * 60 + second;
                }
            }
            minute = up(minutes, minute + 1);
            if (minute != NONE) {
                return hour * 3600 + minute * 60 + up(seconds, 0);
            }
        }
        hour = up(hours, hour + 1);
        return hour == NONE ? NONE : hour * 3600 + up(minutes, 0) * 60 + up(seconds, 0);
    }

    /// The last matching second of the day at or before the given one, or [#NONE].
    int last(int secondOfDay) {
        int hour = secondOfDay / 3600;
        if (has(hours, hour)) {
            int minute = secondOfDay / 60 % 60;
            if (has(minutes, minute)) {
                int second = down(seconds, secondOfDay % 60);
                if (second != NONE) {
                    return hour * 3600 + minute * 60 + second;
                }
            }
            minute = down(minutes, minute - 1);
            if (minute != NONE) {
                return hour * 3600 + minute * 60 + down(seconds, 59);
            }
        }
        hour = down(hours, hour - 1);
        return hour == NONE ? NONE : hour * 3600 + down(minutes, 59) * 60 + down(seconds, 59);
    }

    private static boolean has(long bits, int value) {
        return (bits >>> value & 1) != 0;
    }

    private static int up(long bits, int from) {
        long rest = bits >>> from << from;
        return rest == 0 ? NONE : Long.numberOfTrailingZeros(rest);
    }

    private static int down(long bits, int from) {
        long rest = from < 0 ? 0 : bits & (-1L >>> (63 - from));
        return rest == 0 ? NONE : 63 - Long.numberOfLeadingZeros(rest);
    }
}
