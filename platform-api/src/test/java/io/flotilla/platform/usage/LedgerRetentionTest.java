package io.flotilla.platform.usage;

import static io.flotilla.platform.testing.Catalogue.asSuperuser;
import static io.flotilla.platform.testing.Catalogue.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flotilla.platform.testing.PlatformTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@PlatformTest
class LedgerRetentionTest {
    @Inject
    LedgerRetention retention;

    @Test
    void dropsWholeMonthsThatAreOldEnoughAndNoOther() {
        asSuperuser(handle -> handle.execute("""
                create table usage_event_202001 partition of usage_event
                for values from (first_id_at('2020-01-01T00:00Z')) to (first_id_at('2020-02-01T00:00Z'))
                """));
        asSuperuser(handle -> handle.execute("alter table usage_event_202001 enable row level security"));
        asSuperuser(handle -> handle.execute("alter table usage_event_202001 force row level security"));
        asSuperuser(handle -> handle.execute("alter table usage_event_202001 owner to flotilla_owner"));
        var before = partitions();

        int dropped = retention.drop(3);

        assertThat(dropped).isEqualTo(1);
        assertThat(before).contains("usage_event_202001");
        assertThat(partitions()).hasSize(before.size() - 1).doesNotContain("usage_event_202001");
    }

    @Test
    void keepsThreeMonthsAtLeast() {
        assertThatThrownBy(() -> retention.drop(2)).hasMessageContaining("three months at least");
    }

    private static List<String> partitions() {
        return texts(
                "select inhrelid::regclass::text from pg_inherits where inhparent = 'usage_event'::regclass order by 1");
    }
}
