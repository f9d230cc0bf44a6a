package dev.tidings.feedback.smtp;

import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Intake;
import dev.tidings.notification.ListenSpec.Protocol;
import java.util.function.Predicate;

/// What all conversations have in common.
///
/// @param name what we call ourselves
/// @param ours whether an address is one that we signed
/// @param ear  hears what is refused
record Reception(
        Protocol protocol,
        String name,
        Predicate<String> ours,
        Arrivals arrivals,
        Intake intake,
        Refusal.Ear ear,
        Limits limits) {}
