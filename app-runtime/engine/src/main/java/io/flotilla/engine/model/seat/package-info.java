/// Seats at models: how many there are follows from the provider's answers, and who gets the next one is decided in fair
/// shares, so that nobody who asks much makes others wait.
@NullMarked
package io.flotilla.engine.model.seat;

import org.jspecify.annotations.NullMarked;
