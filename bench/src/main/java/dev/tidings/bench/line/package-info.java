/// **line**: lines that a local network does not have.
@NullMarked
package dev.tidings.bench.line;

import org.jspecify.annotations.NullMarked;
