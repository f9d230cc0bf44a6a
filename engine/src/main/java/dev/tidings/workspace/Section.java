package dev.tidings.workspace;

import java.util.List;
import java.util.stream.Stream;

/// Keys that stand together. All sections are the one table from which unknown keys are told and
/// docs/reference/keys.md is made ([#all]).
///
/// @param place   where these keys stand
/// @param meaning what they are about
record Section(String place, String meaning, List<Key> known) {
    /// @param type  what is written behind it
    /// @param usual what holds where it is not written; empty for nothing
    record Key(String name, String type, String usual, String meaning) {}

    static Section of(String place, String meaning, Key... known) {
        return new Section(place, meaning, List.of(known));
    }

    static Key key(String name, String type, String usual, String meaning) {
        return new Key(name, type, usual, meaning);
    }

    boolean knows(String key) {
        return known.stream().anyMatch(each -> each.name.equals(key));
    }

    List<String> keys() {
        return known.stream().map(Key::name).toList();
    }

    String names() {
        return String.join(", ", keys());
    }

    static List<Section> all() {
        return Stream.of(NotificationKeys.ALL, DeliverKeys.ALL, HouseKeys.ALL, TransportKeys.ALL, BounceKeys.ALL)
                .flatMap(List::stream)
                .toList();
    }
}
