/// Apps, their versions, and the releases that make a version live in an environment. May use the catalogues of models
/// and connectors below it; must never know invocations.
@NullMarked
package io.flotilla.platform.app;

import org.jspecify.annotations.NullMarked;
