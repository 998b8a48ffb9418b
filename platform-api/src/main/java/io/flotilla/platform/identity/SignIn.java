package io.flotilla.platform.identity;

import org.jspecify.annotations.Nullable;

/// What a valid token says of a person.
///
/// @param verifiedEmail absent unless the provider vouches for it
/// @param name          what the provider calls them
record SignIn(String subject, @Nullable String verifiedEmail, @Nullable String name, boolean operator) {}
