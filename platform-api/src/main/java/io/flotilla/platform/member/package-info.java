/// The people of a tenant and their roles. May use `tenant` and below.
@NullMarked
package io.flotilla.platform.member;

import org.jspecify.annotations.NullMarked;
