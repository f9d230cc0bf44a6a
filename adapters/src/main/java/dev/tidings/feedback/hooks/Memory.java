package dev.tidings.feedback.hooks;

/// What is remembered from call to call, whatever becomes of the settings.
///
/// @param tokens       of Mailgun
/// @param certificates of Amazon SNS
/// @param expected     calls that could not be put on record, and were told to come again
record Memory(Tokens tokens, Certificates certificates, Expected expected) {
    static Memory empty(Fetch fetch) {
        return new Memory(new Tokens(), new Certificates(fetch), new Expected());
    }
}
