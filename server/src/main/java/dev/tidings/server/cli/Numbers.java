package dev.tidings.server.cli;

import dev.tidings.server.answer.DeliveryAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Deliveries as somebody names them, and what a decision about them came to.
final class Numbers {
    /// So many are looked up one by one, to say why.
    private static final int EXPLAINED = 50;

    private Numbers() {}

    static List<Long> deliveries(List<String> written) {
        return written.stream().map(each -> read("a delivery", each)).distinct().toList();
    }

    static long read(String what, String written) {
        String digits = written.startsWith("#") ? written.substring(1) : written;
        if (!digits.matches("\\d{1,18}")) {
            throw Stop.usage(
                    "\"" + written + "\" is not " + what + "'s number",
                    "Numbers stand in tidings failures and tidings status.");
        }
        return Long.parseLong(digits);
    }

    /// @param count how many were changed
    /// @param not   which were not, and why
    record Done(int count, List<String> not, Exit exit) {}

    /// @param changed where a delivery may stand that was just changed
    /// @param whyNot  why a delivery that is known was left as it is
    static Done done(
            Desk desk, List<Long> asked, int count, Set<String> changed, Function<DeliveryAnswer, String> whyNot) {
        if (count == asked.size()) {
            return new Done(count, List.of(), Exit.FINE);
        }
        List<String> not = new ArrayList<>();
        int unknown = 0;
        for (Long id : asked.subList(0, Math.min(EXPLAINED, asked.size()))) {
            Optional<DeliveryAnswer> delivery = desk.delivery(id);
            if (delivery.isEmpty()) {
                unknown++;
                not.add(id + " is not known");
            } else if (!changed.contains(delivery.get().state()) || count == 0) {
                not.add(id + ": " + whyNot.apply(delivery.get()));
            }
        }
        int others = asked.size() - count - not.size();
        if (others > 0) {
            not.add(others + (others == 1 ? " was" : " were") + " not in a state for it");
        }
        return new Done(count, List.copyOf(not), unknown == asked.size() ? Exit.UNKNOWN : Exit.PROBLEM);
    }
}
