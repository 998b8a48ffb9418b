package io.flotilla.platform.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareTest {
    @Test
    void isTheSameForAConversationEveryTime() {
        assertThat(Share.place("desk", "c-1")).isEqualTo(Share.place("desk", "c-1"));
    }

    @Test
    void fallsEvenly() {
        var places = IntStream.range(0, 100_000)
                .map(each -> Share.place("desk", "c-" + each))
                .toArray();

        assertThat(IntStream.of(places)).allMatch(place -> place >= 0 && place < Share.WHOLE);
        for (int share : new int[] {1, 10, 50, 99}) {
            long below = IntStream.of(places).filter(place -> place < share).count();
            assertThat(below).isCloseTo(share * 1000L, within(400L));
        }
    }

    @Test
    void differsFromAppToApp() {
        assertThat(IntStream.range(0, 100)
                        .filter(each -> Share.place("a", "c-" + each) != Share.place("b", "c-" + each)))
                .hasSizeGreaterThan(50);
    }
}
