package io.flotilla.local;

import io.flotilla.local.process.Child;
import java.util.function.Supplier;

/// One process of the stack, as the supervisor sees it.
///
/// @param start   returns when the part is ready, throws when it cannot be
/// @param process the running part's process
record Part(String name, String address, Runnable start, Runnable stop, Runnable kill, Supplier<Child> process) {}
