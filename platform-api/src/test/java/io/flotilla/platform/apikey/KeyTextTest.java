package io.flotilla.platform.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTest {
    @Test
    void aNewKeyReadsBackAndShowsOnlyItsPrefix() {
        var key = KeyText.random();

        assertThat(KeyText.read(key.whole())).contains(key);
        assertThat(key.toString()).contains(key.prefix()).hasSizeLessThan(20);
    }

    @Test
    void noTwoKeysAreAlike() {
        var keys = new HashSet<String>();
        for (int i = 0; i < 1_000; i++) keys.add(KeyText.random().whole());

        assertThat(keys).hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "flk_",
                "flk_abcdefgh_short",
                "FLK_abcdefgh_0123456789012345678901234567890123456789",
                "flk_ABCDEFGH_0123456789012345678901234567890123456789",
                "flk_abcdefgh_01234567890123456789012345678901234567890",
                "flk_abcdefgh_0123456789012345678901234567890123456'--"
            })
    void whatHasAnotherShapeIsNoKey(String text) {
        assertThat(KeyText.read(text)).isEmpty();
    }
}
