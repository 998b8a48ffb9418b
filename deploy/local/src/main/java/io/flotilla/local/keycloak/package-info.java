/// Keycloak as a child JVM with Flotilla's realm. Uses `process`; its database comes from whoever starts it.
@NullMarked
package io.flotilla.local.keycloak;

import org.jspecify.annotations.NullMarked;
