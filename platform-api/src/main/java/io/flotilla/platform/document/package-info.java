/// Documents of the app language as they come over HTTP: the text as given, and what is wrong with it as a problem.
/// May use the app language and `problem`.
@NullMarked
package io.flotilla.platform.document;

import org.jspecify.annotations.NullMarked;
