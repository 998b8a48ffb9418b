package io.flotilla.platform.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Whether a tenant's chain holds.
///
/// @param events   how many events hold, from the first
/// @param head     the last of them, as `<sequence>:<hash>`: noted elsewhere and sent as `since`, it proves later that
///                 nothing up to it was rewritten
/// @param brokenAt the sequence number of the first event that does not hold
/// @param reason   what is wrong there
@JsonInclude(JsonInclude.Include.NON_NULL)
record ChainCheck(
        boolean holds,
        long events,
        String head,
        @Nullable Long brokenAt,
        @Nullable String reason) {
    static ChainCheck whole(Chain.Head head) {
        return new ChainCheck(true, head.sequence(), text(head), null, null);
    }

    static ChainCheck broken(Chain.Head before, String reason) {
        return new ChainCheck(false, before.sequence(), text(before), before.sequence() + 1, reason);
    }

    private static String text(Chain.Head head) {
        return head.sequence() + ":" + HexFormat.of().formatHex(head.hash());
    }
}
