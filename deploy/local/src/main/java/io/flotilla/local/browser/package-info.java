/// A browser without a screen, for tests that sign in as a person does. Uses nothing of ours.
@NullMarked
package io.flotilla.local.browser;

import org.jspecify.annotations.NullMarked;
