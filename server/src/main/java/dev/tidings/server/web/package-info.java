/// **server.web**: the door. Binds the port, checks who comes in, and leads them to the API or the console.
///
/// Everything needs the token except health, `/metrics`, the style sheets, readers' links and what providers tell; what
/// else changes something needs more than a cookie.
///
/// May import: server, answer, api, console, leave, feedback, and the engine's notification and audience.
@NullMarked
package dev.tidings.server.web;

import org.jspecify.annotations.NullMarked;
