package io.flotilla.platform.identity;

import org.jspecify.annotations.Nullable;

/// What a valid access token says of a person.
///
/// @param verifiedEmail absent unless the provider vouches for it
record SignIn(String subject, @Nullable String verifiedEmail, boolean operator) {}
