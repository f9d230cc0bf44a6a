package dev.tidings.roadtest;

import dev.tidings.audience.Sources;
import dev.tidings.compose.Composer;
import dev.tidings.notification.OauthSpec;
import dev.tidings.notification.Workspace;
import dev.tidings.smtp.TokenSource;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.function.Function;

/// What a test of a road needs from outside.
///
/// @param tokens    where access tokens come from
/// @param composers makes a composer over a workspace, as for any mail
public record Tools(
        Function<OauthSpec, TokenSource> tokens,
        BiFunction<Workspace, Sources, Composer> composers,
        Dns dns,
        InstantSource clock) {}
