/// **source.json**: rows out of JSON, read as a stream. An object is a row; nested lists and maps stay what
/// they are; whole numbers become `Long`, others `BigDecimal`, so that money stays exact.
///
/// May import: audience, source.reading.
@NullMarked
package dev.tidings.source.json;

import org.jspecify.annotations.NullMarked;
