package dev.tidings.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Says in English at which times of day something fires.
final class TimeWords {
    private static final int LISTED_MAX = 6;

    private final List<Integer> hours;
    private final List<Integer> minutes;
    private final List<Integer> seconds;

    TimeWords(Times times) {
        this.hours = Bits.numbers(times.hours());
        this.minutes = Bits.numbers(times.minutes());
        this.seconds = Bits.numbers(times.seconds());
    }

    /// A few fixed times of day, to be said after the days.
    boolean fixed() {
        return hours.size() * minutes.size() * seconds.size() <= LISTED_MAX;
    }

    String say() {
        if (fixed()) {
            return "at " + Words.list(listed());
        }
        if (hours.size() == 24) {
            return withinHour();
        }
        int step = Bits.step(hours, 24);
        if (step > 1 && minutes.size() == 1) {
            return "every " + step + " hours" + atMinute();
        }
        if (Bits.distance(hours) == 1) {
            return withinHour() + " from " + time(hours.getFirst(), minutes.getFirst(), seconds.getFirst()) + " to "
                    + time(hours.getLast(), minutes.getLast(), seconds.getLast());
        }
        return withinHour() + " in hours " + numbers(hours);
    }

    private List<String> listed() {
        List<String> said = new ArrayList<>();
        hours.forEach(hour ->
                minutes.forEach(minute -> seconds.forEach(second -> said.add(time(hour, minute, second)))));
        return said;
    }

    private String withinHour() {
        if (minutes.size() == 1) {
            return seconds.size() == 1
                    ? "every hour" + atMinute()
                    : withinMinute() + " at minute " + minutes.getFirst();
        }
        int step = Bits.step(minutes, 60);
        if (step == 1) {
            return withinMinute();
        }
        if (step > 1 && seconds.equals(List.of(0))) {
            return "every " + step + " minutes";
        }
        return (seconds.equals(List.of(0)) ? "every hour" : withinMinute()) + " at minutes " + numbers(minutes);
    }

    private String withinMinute() {
        int step = Bits.step(seconds, 60);
        if (step > 0) {
            return step == 1 ? "every second" : "every " + step + " seconds";
        }
        if (seconds.equals(List.of(0))) {
            return "every minute";
        }
        return "every minute at second" + (seconds.size() == 1 ? " " : "s ") + numbers(seconds);
    }

    private String atMinute() {
        String second = seconds.equals(List.of(0)) ? "" : " and second " + numbers(seconds);
        return minutes.equals(List.of(0)) && second.isEmpty() ? "" : " at minute " + minutes.getFirst() + second;
    }

    private static String numbers(List<Integer> numbers) {
        return Words.list(Bits.say(numbers, Integer::toString));
    }

    private String time(int hour, int minute, int second) {
        return seconds.equals(List.of(0))
                ? String.format(Locale.ROOT, "%02d:%02d", hour, minute)
                : String.format(Locale.ROOT, "%02d:%02d:%02d", hour, minute, second);
    }
}
