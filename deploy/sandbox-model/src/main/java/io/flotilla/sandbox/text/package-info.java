/// Sentences, words, languages and token counts: plain functions over text.
@NullMarked
package io.flotilla.sandbox.text;

import org.jspecify.annotations.NullMarked;
