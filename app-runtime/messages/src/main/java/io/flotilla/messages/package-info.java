/// What travels on Kafka between the platform and the workers: records, topic names and their JSON form.
/// May use the app definition language; must never depend on Kafka clients, Quarkus or a database.
@NullMarked
package io.flotilla.messages;

import org.jspecify.annotations.NullMarked;
