/// One class per command. A command reads its arguments, asks the platform or the engine, and prints.
@NullMarked
package io.flotilla.toolchain.command;

import org.jspecify.annotations.NullMarked;
