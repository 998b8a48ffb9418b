package io.flotilla.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flotilla.platform.problem.Fault;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    @Test
    void theRowTooManyTellsThatThereIsMore() {
        var request = new PageRequest(2, null);

        var page = Page.cut(List.of("a", "b", "c"), request, key -> key);

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(new PageRequest(2, page.nextCursor()).after(key -> key)).contains("b");
    }

    @Test
    void theLastPageHasNoCursor() {
        assertThat(Page.cut(List.of("a", "b"), new PageRequest(2, null), key -> key)
                        .nextCursor())
                .isNull();
    }

    @Test
    void aKeyOfAnyScriptSurvivesItsCursor() {
        var page = Page.cut(List.of("投诉/ä?&", "b"), new PageRequest(1, null), key -> key);

        assertThat(new PageRequest(1, page.nextCursor()).after(key -> key)).contains("投诉/ä?&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "%%%", "bm90LWEtdXVpZA"})
    void aCursorThatWasMadeUpIsRefused(String cursor) {
        var request = new PageRequest(1, cursor);

        assertThatThrownBy(() -> request.after(UUID::fromString)).isInstanceOf(Fault.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201})
    void aLimitOutOfRangeIsRefused(int limit) {
        assertThatThrownBy(() -> new PageRequest(limit, null)).isInstanceOf(Fault.Invalid.class);
    }
}
