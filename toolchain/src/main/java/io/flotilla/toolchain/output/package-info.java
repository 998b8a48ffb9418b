/// How the command line prints: tables for people, JSON for programs, and mistakes with their place.
@NullMarked
package io.flotilla.toolchain.output;

import org.jspecify.annotations.NullMarked;
