/// What comes of trying something out before it is used: a server, a model, a connector. The words are for who set it up; they
/// hold no secret and nothing of the other side's data. Depends on addresses only.
@NullMarked
package io.flotilla.engine.probe;

import org.jspecify.annotations.NullMarked;
