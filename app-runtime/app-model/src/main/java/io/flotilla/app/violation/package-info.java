/// What is wrong with a document, said so that its author can mend it. The ground floor: it depends on
/// nothing of ours.
@NullMarked
package io.flotilla.app.violation;

import org.jspecify.annotations.NullMarked;
