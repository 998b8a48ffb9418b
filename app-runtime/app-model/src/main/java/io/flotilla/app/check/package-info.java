/// The checker: everything that can be known about an app before it runs, and the form in which it runs.
@NullMarked
package io.flotilla.app.check;

import org.jspecify.annotations.NullMarked;
