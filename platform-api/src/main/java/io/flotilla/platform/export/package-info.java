/// All that a tenant has, as one archive of files for its owners. Stands above every feature, and knows none of them: each
/// packs its own part ([io.flotilla.platform.takeout.Takeout]).
@NullMarked
package io.flotilla.platform.export;

import org.jspecify.annotations.NullMarked;
