/// Which addresses a tenant's documents may lead the worker to. A document names hosts; what a host's name stands
/// for is looked up, and
/// each address is held against the operator's policy before anything connects to it. May use the JDK only.
@NullMarked
package io.flotilla.engine.address;

import org.jspecify.annotations.NullMarked;
