/// **metrics**: numbers for Prometheus. Base units, one prefix, no addresses and no ids as labels.
@NullMarked
package dev.tidings.server.metrics;

import org.jspecify.annotations.NullMarked;
