/// **server**: how people run it. The wiring of engine and adapters, and the process around them.
///
/// May import: every room of the engine and the adapters, and the packages below this one.
@NullMarked
package dev.tidings.server;

import org.jspecify.annotations.NullMarked;
