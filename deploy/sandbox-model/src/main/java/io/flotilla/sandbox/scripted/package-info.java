/// `sandbox-scripted`: says and breaks what a directive in the prompt asks for. For tests, demonstrations and
/// benchmarks.
@NullMarked
package io.flotilla.sandbox.scripted;

import org.jspecify.annotations.NullMarked;
