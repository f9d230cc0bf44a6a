/// **bench**: how fast, beside what people use today. Every story runs with its peer in one go and prints
/// ratios.
@NullMarked
package dev.tidings.bench;

import org.jspecify.annotations.NullMarked;
