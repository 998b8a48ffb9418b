/// The enterprises on the platform: created, suspended and resumed by operators. May use `audit` and below.
@NullMarked
package io.flotilla.platform.tenant;

import org.jspecify.annotations.NullMarked;
