/// What goes wrong, as its caller reads it: the sealed [Fault] family, the codes, and the one place that turns
/// both into `application/problem+json`. Uses nothing of ours; everything may use it.
@NullMarked
package io.flotilla.platform.problem;

import org.jspecify.annotations.NullMarked;
