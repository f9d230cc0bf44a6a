package dev.tidings.run;

import dev.tidings.event.Listener;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What comes in from outside, and who hears what happens.
public record World(InstantSource clock, RandomGenerator random, Listener listener) {}
