package io.flotilla.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UsageIdsTest {
    @Test
    void theSameCallHasTheSameIdForEver() {
        assertThat(UsageIds.of(Samples.REF, new StepAddress("draft", "2.0"), 1))
                .isEqualTo(UUID.fromString("aab044b6-150b-8799-9703-bcaede9a8412"));
    }

    @Test
    void everyPartOfACallCounts() {
        var ids = new HashSet<UUID>();
        for (int attempt = 1; attempt <= 3; attempt++) {
            var ref = new InvocationRef(Samples.TENANT, Samples.INVOCATION, attempt);
            for (int number = 1; number <= 3; number++) {
                ids.add(UsageIds.of(ref, StepAddress.of("a"), number));
                ids.add(UsageIds.of(ref, StepAddress.of("b"), number));
                ids.add(UsageIds.of(ref, new StepAddress("a", "0"), number));
            }
        }

        assertThat(ids).hasSize(27).allMatch(id -> id.version() == 8 && id.variant() == 2);
    }
}
