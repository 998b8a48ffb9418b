/// Has a worker try out what the platform itself never calls: providers, models, connectors. May use the queue and the database;
/// the catalogues above use it.
@NullMarked
package io.flotilla.platform.probe;

import org.jspecify.annotations.NullMarked;
