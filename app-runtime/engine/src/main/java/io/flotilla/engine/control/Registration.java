package io.flotilla.engine.control;

/// Something asked for that can be taken back. Closing it twice, or too late, does nothing.
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
