/// **contracts**: what every adapter's test extends, and the peers it is tested against.
@NullMarked
package dev.tidings.contracts;

import org.jspecify.annotations.NullMarked;
