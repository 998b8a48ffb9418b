/// Our own services as child JVMs. Uses `process`; what a service is told comes from whoever starts it.
@NullMarked
package io.flotilla.local.service;

import org.jspecify.annotations.NullMarked;
