/// HTTP APIs called through a connector's named operations: hosts are looked up once, held against the operator's
/// policy and
/// connected to at that address; redirects are followed by hand; bytes and time have caps.
@NullMarked
package io.flotilla.engine.connector.http;

import org.jspecify.annotations.NullMarked;
