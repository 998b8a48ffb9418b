package io.flotilla.worker.run;

/// What running an admitted request means.
interface Execution {
    /// Runs it on the calling thread. Whatever happens, the end is told, unless the run was silenced; then its usage is.
    void execute(Run run);
}
