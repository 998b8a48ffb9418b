/// Child processes, ports and folders of one machine: what every part of the stack stands on. Uses the JDK only.
@NullMarked
package io.flotilla.local.process;

import org.jspecify.annotations.NullMarked;
