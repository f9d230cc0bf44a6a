/// **sink**: mail servers of the bench that take everything and keep nothing, some of it with TLS, some of it not
/// without faults.
@NullMarked
package dev.tidings.bench.sink;

import org.jspecify.annotations.NullMarked;
