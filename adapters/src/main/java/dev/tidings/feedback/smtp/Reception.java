package dev.tidings.feedback.smtp;

import dev.tidings.feedback.Arrivals;
import dev.tidings.feedback.Intake;
import dev.tidings.notification.ListenSpec.Protocol;
import dev.tidings.notification.Trace;
import java.util.Optional;
import java.util.function.Function;

/// What all conversations have in common.
///
/// @param name what we call ourselves
/// @param ours the mail of an address that we signed
/// @param ear  hears what is refused
record Reception(
        Protocol protocol,
        String name,
        Function<String, Optional<Trace>> ours,
        Arrivals arrivals,
        Intake intake,
        Rejection.Ear ear,
        Limits limits) {}
