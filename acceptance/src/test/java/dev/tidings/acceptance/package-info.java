/// **acceptance**: stories about the whole system, told with real processes, real mail servers and real
/// faults.
@NullMarked
package dev.tidings.acceptance;

import org.jspecify.annotations.NullMarked;
