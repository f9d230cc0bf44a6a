/// **peer**: other programs that do the same. Each sends the same mail to the same people as Tidings does, as its own
/// documents advise for many mails.
@NullMarked
package dev.tidings.bench.peer;

import org.jspecify.annotations.NullMarked;
