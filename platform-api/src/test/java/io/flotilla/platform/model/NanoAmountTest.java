package io.flotilla.platform.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NanoAmountTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0.8, 800000000, 0.8",
        "0.10, 100000000, 0.1",
        "12, 12000000000, 12",
        "0.000000001, 1, 0.000000001",
        "1.000000001, 1000000001, 1.000000001",
        "100, 100000000000, 100",
        "999999999.999999999, 999999999999999999, 999999999.999999999"
    })
    void readsAndWritesADecimalWithoutLosingADigit(String given, long nano, String written) {
        var amount = NanoAmount.parse(given).orElseThrow();

        assertThat(amount.nano()).isEqualTo(nano);
        assertThat(amount.text()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-1",
                "+1",
                "NaN",
                "Infinity",
                "1e3",
                "1,5",
                ".5",
                "1.",
                "0x10",
                "0.0000000001",
                "1000000000",
                "1.0000000000",
                "１",
                " 1"
            })
    void refusesWhatIsNotAnExactAmount(String given) {
        assertThat(NanoAmount.parse(given)).isEmpty();
    }

    @Test
    void writesZeroWithoutDecimals() {
        assertThat(NanoAmount.parse("0.000000000").orElseThrow().text()).isEqualTo("0");
    }
}
