package io.flotilla.messages;

/// How large a record may be, in bytes of its JSON. Topics are created with these limits (plus [#OVERHEAD]), and who
/// writes
/// a record checks it first, so that a large value is a problem its caller can read and never a record the broker
/// refuses.
///
/// A request always fits: a definition has 256 KiB at most, inputs and the journal have their own caps below.
public final class RecordCaps {
    /// An `InvocationRequested` with definition, inputs, connectors and journal.
    public static final int REQUEST = 8 << 20;

    /// The inputs of an invocation.
    public static final int INPUTS = 1 << 20;

    /// One `InvocationEvent` or `ReplyFrame`: a step's or the run's output and what is around it.
    public static final int EVENT = 2 << 20;

    /// The outputs of all steps of one run together, as a takeover sends them again.
    public static final int JOURNAL = 4 << 20;

    /// Any other record.
    public static final int OTHER = 1 << 20;

    /// What Kafka adds to a record: key, headers, batch.
    public static final int OVERHEAD = 4 << 10;

    private RecordCaps() {}
}
