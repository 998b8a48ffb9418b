package io.flotilla.platform.database;

import java.util.UUID;

/// An identifier as a type of its own: `record AppId(UUID value) implements Id {}`. SQL parameters take it as
/// it is.
public interface Id {
    UUID value();
}
