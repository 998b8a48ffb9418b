/// From rows to records: makes the requests that workers take, keeps the promise that each queued row is
/// produced, and tells workers to stop. The row is the outbox; admission and upkeep only write rows.
@NullMarked
package io.flotilla.platform.invocation.dispatch;

import org.jspecify.annotations.NullMarked;
