/// A house to look at: a history that is written by hand, an engine that is at rest, a catcher with some
/// mail.
@NullMarked
package dev.tidings.server.show;

import org.jspecify.annotations.NullMarked;
