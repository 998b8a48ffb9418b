package io.flotilla.platform.invocation.stream;

import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Who listens on which partition of the replies topic. A lease saves work, it guards nothing: two who listen
/// on one partition both hear everything and each leaves alone what nobody asked it for.
final class ReplyLeases {
    private ReplyLeases() {}

    /// A lease on a free partition, or, when none is free, on the one whose holder took it longest ago.
    static Lease take(Handle handle, String instance, int partitions, Duration time) {
        handle.createUpdate(
                        """
                        insert into reply_lease (partition, instance, epoch, expires_at)
                        select p, '', 0, '-infinity' from generate_series(0, :partitions - 1) p on conflict do nothing
                        """)
                .bind("partitions", partitions)
                .execute();
        return handle.createQuery(
                        """
                        update reply_lease l set instance = :instance, epoch = l.epoch + 1,
                               expires_at = now() + :time * interval '1 millisecond'
                        from (select partition from reply_lease where partition < :partitions
                              order by (expires_at > now()), epoch, partition limit 1 for update) free
                        where l.partition = free.partition
                        returning l.partition, l.epoch
                        """)
                .bind("instance", instance)
                .bind("partitions", partitions)
                .bind("time", time.toMillis())
                .map((row, context) -> new Lease(row.getInt("partition"), row.getLong("epoch")))
                .one();
    }

    /// The lease for some more time; empty when somebody else has it now.
    static Optional<Lease> renew(Handle handle, Lease lease, Duration time) {
        int renewed = handle.createUpdate(
                        """
                        update reply_lease set expires_at = now() + :time * interval '1 millisecond'
                        where partition = :partition and epoch = :epoch
                        """)
                .bind("partition", lease.partition)
                .bind("epoch", lease.epoch)
                .bind("time", time.toMillis())
                .execute();
        return renewed > 0 ? Optional.of(lease) : Optional.empty();
    }

    /// Gives it back.
    static void release(Handle handle, Lease lease) {
        handle.createUpdate("update reply_lease set expires_at = now() where partition = :partition and epoch = :epoch")
                .bind("partition", lease.partition)
                .bind("epoch", lease.epoch)
                .execute();
    }

    /// @param epoch grows with each holder of the partition
    record Lease(int partition, long epoch) {}
}
