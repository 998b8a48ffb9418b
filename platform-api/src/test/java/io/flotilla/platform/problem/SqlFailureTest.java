package io.flotilla.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {
    @ParameterizedTest
    @CsvSource({
        "08006,AWAY",
        "57P01,AWAY",
        "57P03,AWAY",
        "53300,AWAY",
        "22021,UNSTORABLE_TEXT",
        "22P05,UNSTORABLE_TEXT",
        "23505,OURS"
    })
    void goesByTheSqlState(String state, SqlFailure expected) {
        var failure = new IllegalStateException(new SQLException("in words that change", state));

        assertThat(SqlFailure.of(failure)).isEqualTo(expected);
    }

    @Test
    void aPoolThatHasNoConnectionToGiveIsAway() {
        assertThat(SqlFailure.of(new SQLException("Sorry, Acquisition timeout!")))
                .isEqualTo(SqlFailure.AWAY);
    }

    @Test
    void whatIsNoFailureOfTheDatabaseIsOurs() {
        assertThat(SqlFailure.of(new IllegalStateException())).isEqualTo(SqlFailure.OURS);
    }
}
