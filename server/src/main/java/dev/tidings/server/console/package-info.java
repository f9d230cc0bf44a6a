/// **server.console**: the house for people. Server-rendered pages that need no JavaScript to be read and
/// nothing from elsewhere; a page is a template in the resources and a method here.
///
/// Mail is shown in a frame that can run nothing, load nothing and reach nothing.
///
/// May import: server, answer, api, suppression, and every room of the engine and the adapters.
@NullMarked
package dev.tidings.server.console;

import org.jspecify.annotations.NullMarked;
