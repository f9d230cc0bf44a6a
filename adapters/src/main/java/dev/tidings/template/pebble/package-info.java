/// **template.pebble**: the template language of mail, Pebble with walls around it.
///
/// A template reaches the values it is given (text, numbers, `java.time` values, lists and maps), the other
/// templates of its workspace, and nothing else: no method, no field, no class, no file, no environment. What
/// a template may use is listed here by name; whatever a new version of Pebble brings stays outside until it
/// is listed too. Every rendering has a budget of steps, time and letters.
///
/// May import: compose.
@NullMarked
package dev.tidings.template.pebble;

import org.jspecify.annotations.NullMarked;
