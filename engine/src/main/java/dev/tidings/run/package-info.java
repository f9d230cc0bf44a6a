/// **run**: the workers that join the rooms. Ticker (when), Expander (what), Courier (how), Janitor (what was
/// left behind), and the façade that starts and stops them.
///
/// May import: every room of the engine.
@NullMarked
package dev.tidings.run;

import org.jspecify.annotations.NullMarked;
