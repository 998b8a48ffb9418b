/// The stack on one machine: `LocalStack` for people, `TestStack` for tests. Uses the parts below it; only the command
/// line and the
/// demo stand above.
@NullMarked
package io.flotilla.local;

import org.jspecify.annotations.NullMarked;
