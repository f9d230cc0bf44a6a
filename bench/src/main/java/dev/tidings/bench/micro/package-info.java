/// **micro**: single steps, beside those of others, by JMH (`bench/micro.sh`).
@NullMarked
package dev.tidings.bench.micro;

import org.jspecify.annotations.NullMarked;
