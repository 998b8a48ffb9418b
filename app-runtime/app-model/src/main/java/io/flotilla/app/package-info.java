/// The door to the app language: read a document, check it, get what runs. Everything else in these packages
/// stands below.
@NullMarked
package io.flotilla.app;

import org.jspecify.annotations.NullMarked;
