/// **template.text**: the text part of a mail, made from its HTML.
///
/// May import: compose.
@NullMarked
package dev.tidings.template.text;

import org.jspecify.annotations.NullMarked;
