package io.flotilla.kubernetes.image;

import java.nio.file.Path;

/// An image on disk: an archive as `docker load`, `podman load` and `crane push` take it.
///
/// @param reference what it is called, with its tag
/// @param digest    of its content: the same inputs give the same digest
public record WrittenImage(String reference, Path file, String digest) {}
