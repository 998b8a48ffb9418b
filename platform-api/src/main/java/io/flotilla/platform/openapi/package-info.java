/// The API's description of itself: what the scanner of resource methods finds, made precise and complete. Who may
/// call comes from `@Requires`, what is required or null from the records, what goes wrong from the problem codes,
/// and what only people know (ids, summaries, examples) from the files in `src/main/resources/openapi`. Runs when the
/// application is built; nothing calls it.
@NullMarked
package io.flotilla.platform.openapi;

import org.jspecify.annotations.NullMarked;
