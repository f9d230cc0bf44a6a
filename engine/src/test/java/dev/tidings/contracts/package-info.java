/// **contracts**: what each port promises, as tests that every adapter's own test extends; and the fakes that
/// obey them, for everybody who needs a port in a test.
@NullMarked
package dev.tidings.contracts;

import org.jspecify.annotations.NullMarked;
