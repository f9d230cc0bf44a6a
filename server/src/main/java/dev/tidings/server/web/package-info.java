/// **server.web**: the door. Binds the port, checks who comes in, and leads them to the API or the console.
///
/// Everything needs the token except health, `/metrics` and the style sheets; what changes something needs
/// more than a cookie.
///
/// May import: answer, api, console.
@NullMarked
package dev.tidings.server.web;

import org.jspecify.annotations.NullMarked;
