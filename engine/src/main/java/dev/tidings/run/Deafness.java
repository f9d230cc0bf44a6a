package dev.tidings.run;

import dev.tidings.notification.EventSubject;

/// Events that are not heard at the moment.
///
/// @param why in a sentence for people
public record Deafness(String notification, EventSubject subject, String why) {}
