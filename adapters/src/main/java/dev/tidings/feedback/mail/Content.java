package dev.tidings.feedback.mail;

import java.util.List;

/// What a message says, sorted by what it is about.
///
/// @param told      in words, to people; without the copy of the mail
/// @param status    groups of fields about a delivery (RFC 3464)
/// @param complaint fields about a complaint (RFC 5965)
/// @param returned  the header of the mail that came back
/// @param enclosed  messages inside, whole
record Content(List<String> told, List<Fields> status, Fields complaint, Fields returned, List<byte[]> enclosed) {
    static Content of(Letter letter) {
        Sorting sorting = new Sorting();
        letter.parts().forEach(sorting::take);
        return sorting.done();
    }

    String words() {
        return String.join("\n", told);
    }
}
