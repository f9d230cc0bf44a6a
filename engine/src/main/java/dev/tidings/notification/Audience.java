package dev.tidings.notification;

import dev.tidings.mail.Mailbox;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What yields the recipients of an occurrence.
public sealed interface Audience {

    /// People written in the file itself.
    record Listed(List<Person> people) implements Audience {
        public Listed {
            people = List.copyOf(people);
            if (people.isEmpty()) {
                throw new IllegalArgumentException("an audience names at least one person");
            }
        }

        /// People of whom nothing else is known.
        public static Listed of(List<Mailbox> people) {
            return new Listed(
                    people.stream().map(each -> new Person(each, Map.of())).toList());
        }
    }

    /// @param columns what a template knows of them beside `name` and `email`
    record Person(Mailbox mailbox, Map<String, Object> columns) {
        public Person {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }
    }

    /// Rows of a source, one recipient each.
    record Drawn(Query query, Addressing addressing) implements Audience {}

    /// Which columns of a row make a recipient.
    ///
    /// @param to     how the mailbox is written, with columns in it: `{{ name }} <{{ email }}>`
    /// @param key    the column that tells one person from another; without it the address does
    /// @param locale the column that holds a language tag such as `zh-CN`
    /// @param zone   the column that holds an IANA zone
    record Addressing(String to, Optional<String> key, Optional<String> locale, Optional<String> zone) {}
}
