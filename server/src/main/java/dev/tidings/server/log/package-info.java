/// **log**: one line for each event. It names its thing first and says what happens next; addresses are
/// masked, secrets and texts never appear.
@NullMarked
package dev.tidings.server.log;

import org.jspecify.annotations.NullMarked;
