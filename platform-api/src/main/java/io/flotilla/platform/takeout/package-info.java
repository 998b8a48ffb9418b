/// What a tenant takes along when it goes: each feature packs what it has, as its own answers show it. Depends on `database`
/// and `page`; knows no feature.
@NullMarked
package io.flotilla.platform.takeout;

import org.jspecify.annotations.NullMarked;
