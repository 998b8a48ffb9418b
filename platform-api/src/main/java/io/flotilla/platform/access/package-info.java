/// Who is calling and what they may do: [Caller], [Permission], [Role], and `@Requires` on every resource method.
/// Deciding who somebody is happens further up, in `identity`.
@NullMarked
package io.flotilla.platform.access;

import org.jspecify.annotations.NullMarked;
