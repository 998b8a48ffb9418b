/// People in a browser: sign-in at the OIDC provider, the session cookie, sign-out. May use nothing of ours but the
/// configuration; the door asks it whether a request carries a session.
@NullMarked
package io.flotilla.platform.session;

import org.jspecify.annotations.NullMarked;
