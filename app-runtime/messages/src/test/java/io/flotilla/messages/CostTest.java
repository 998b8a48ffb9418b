package io.flotilla.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostTest {
    @Test
    void addsAllKindsOfTokensAndThePriceOfARequest() {
        var price = price(800_000_000, 200_000_000, 2_000_000_000, 1_000);

        assertThat(Cost.of(price, units(1_000, 400L, 250))).contains(600 * 800L + 400 * 200L + 250 * 2_000L + 1_000);
    }

    @Test
    void cachedTokensArePartOfTheInputAndNeverMoreThanIt() {
        var price = price(1_000_000, 100_000, 0, 0);

        assertThat(Cost.of(price, units(10, 10L, 0))).contains(1L);
        assertThat(Cost.of(price, units(10, 99L, 0))).contains(1L);
        assertThat(Cost.of(price, units(10, null, 0))).contains(10L);
    }

    @Test
    void roundsHalfUpOnceOnTheSum() {
        assertThat(Cost.of(price(499_999, 0, 0, 0), units(1, 0L, 0))).contains(0L);
        assertThat(Cost.of(price(500_000, 0, 0, 0), units(1, 0L, 0))).contains(1L);
        assertThat(Cost.of(price(500_000, 0, 500_000, 0), units(1, 0L, 1))).contains(1L);
        assertThat(Cost.of(price(400_000, 0, 400_000, 0), units(1, 0L, 1))).contains(1L);
    }

    @Test
    void theCeilingTakesInputAtItsDearerPrice() {
        assertThat(Cost.ceiling(price(1_000_000, 100_000, 2_000_000, 3), 10, 20, 0))
                .contains(10 + 40 + 3L);
        assertThat(Cost.ceiling(price(1_000_000, 3_000_000, 0, 0), 10, 20, 0)).contains(30L);
        assertThat(Cost.ceiling(price(Long.MAX_VALUE, 0, 0, 0), Long.MAX_VALUE, 0, 0))
                .isEmpty();
    }

    @Test
    void theCeilingHasTheImagesThatAreShown() {
        var price = new Price(UUID.randomUUID(), "CNY", 0, 0, 0, null, 7L, null, 1);

        assertThat(Cost.ceiling(price, 10, 20, 3)).contains(3 * 7 + 1L);
    }

    @Test
    void isUnknownWhenAPricedKindOfTokenWasNotCounted() {
        var price = price(1_000_000, 0, 1_000_000, 5);

        assertThat(Cost.of(price, Units.UNKNOWN)).isEmpty();
        assertThat(Cost.of(price, new Units(3L, null, null, null))).isEmpty();
        assertThat(Cost.of(price, new Units(null, null, 3L, null))).isEmpty();
    }

    @Test
    void needsNoCountOfWhatIsFree() {
        assertThat(Cost.of(price(1_000_000, 0, 0, 5), new Units(3L, null, null, null)))
                .contains(8L);
        assertThat(Cost.of(price(0, 0, 0, 5), Units.UNKNOWN)).contains(5L);
    }

    @Test
    void isUnknownRatherThanWrongWhenItDoesNotFit() {
        var dear = price(Long.MAX_VALUE, 0, Long.MAX_VALUE, Long.MAX_VALUE);

        assertThat(Cost.of(dear, units(Long.MAX_VALUE, 0L, Long.MAX_VALUE))).isEmpty();
        assertThat(Cost.of(price(Long.MAX_VALUE, 0, 0, 0), units(1_000_000, 0L, 0)))
                .contains(Long.MAX_VALUE);
        assertThat(Cost.of(price(Long.MAX_VALUE, 0, 0, 1), units(1_000_000, 0L, 0)))
                .isEmpty();
    }

    @Test
    void agreesWithExactDecimalsWhateverTheNumbers() {
        var random = new Random(20261123);
        for (int i = 0; i < 10_000; i++) {
            var price = price(any(random), any(random), any(random), any(random));
            long input = random.nextLong(1_000_000);
            long cached = random.nextLong(input + 1);
            long output = random.nextLong(1_000_000);

            var exact = millionths(input - cached, price.inputPerMillion())
                    .add(millionths(cached, price.cachedInputPerMillion()))
                    .add(millionths(output, price.outputPerMillion()))
                    .setScale(0, RoundingMode.HALF_UP)
                    .add(BigDecimal.valueOf(price.perRequest()));

            assertThat(Cost.of(price, units(input, cached, output))).contains(exact.longValueExact());
        }
    }

    private static BigDecimal millionths(long tokens, long perMillion) {
        return BigDecimal.valueOf(tokens)
                .multiply(BigDecimal.valueOf(perMillion))
                .movePointLeft(6);
    }

    private static long any(Random random) {
        return random.nextLong(1_000_000_000_000L);
    }

    @Test
    void reasoningTokensHaveTheirOwnPriceOnlyIfThereIsOne() {
        var units = new Units(0L, null, 1_000_000L, 400_000L);

        assertThat(Cost.of(extended(null, null, null), units)).contains(2_000L);
        assertThat(Cost.of(extended(5_000L, null, null), units)).contains(600L * 2 + 400L * 5);
    }

    @Test
    void imagesAndAudioAreAddedAndRoundedOnce() {
        var price = extended(null, 7L, 100L);

        assertThat(Cost.of(price, new Units(0L, null, 0L, null, 3L, 90_000L))).contains(21L + 150L);
        assertThat(Cost.of(price, new Units(0L, null, 0L, null, null, 300L))).contains(1L);
        assertThat(Cost.of(price, new Units(0L, null, 0L, null, null, 299L))).contains(0L);
        assertThat(Cost.of(price, new Units(0L, null, 0L, null))).contains(0L);
    }

    private static Price extended(@Nullable Long reasoning, @Nullable Long image, @Nullable Long audio) {
        return new Price(new UUID(0, 1), "CNY", 0, 0, 2_000, reasoning, image, audio, 0);
    }

    private static Price price(long input, long cached, long output, long request) {
        return new Price(new UUID(0, 1), "CNY", input, cached, output, request);
    }

    private static Units units(long input, Long cached, long output) {
        return new Units(input, cached, output, null);
    }
}
