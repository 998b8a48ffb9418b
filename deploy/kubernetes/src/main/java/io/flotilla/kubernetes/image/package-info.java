/// Images of the services, made without a Docker daemon and without a registry: the C library, a small Java runtime
/// and the application, for one user who is not root. Knows no service's inside, only its packaged folder.
@NullMarked
package io.flotilla.kubernetes.image;

import org.jspecify.annotations.NullMarked;
