/// Keeps the floors of the house: each module's `HousePlanTest` names its packages from top to bottom, and imports only
/// go down.
/// For tests alone; nothing that ships depends on it.
@NullMarked
package io.flotilla.houseplan;

import org.jspecify.annotations.NullMarked;
