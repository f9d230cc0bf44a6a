package dev.tidings.smtp;

import java.time.Duration;

/// A reply within one message's conversation, and how long the server took for it.
///
/// @param at     the step that was answered
/// @param waited from when the server could begin with it: the last octet of the command, or of the group of
///               commands that it left in; or the reply before it, where that came later. Whole milliseconds
public record Answer(Verb at, Reply reply, Duration waited) {}
