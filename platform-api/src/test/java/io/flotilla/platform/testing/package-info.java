/// What the tests of every feature share: the running services, and a tenant of one's own.
@NullMarked
package io.flotilla.platform.testing;

import org.jspecify.annotations.NullMarked;
