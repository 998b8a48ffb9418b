/// The platform's API as seen from outside, for the end-to-end tests and the benchmarks.
@NullMarked
package io.flotilla.acceptance;

import org.jspecify.annotations.NullMarked;
