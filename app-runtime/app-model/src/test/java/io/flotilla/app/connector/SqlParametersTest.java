package io.flotilla.app.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select :a, :b, :a | select ?, ?, ? | a,b,a",
                "select x::text, :a::int | select x::text, ?::int | a",
                "select ':no', 'it''s :no', :a | select ':no', 'it''s :no', ? | a",
                "select \":no\", :a | select \":no\", ? | a",
                "select $$ :no $$, $x$ :no $$ $x$, :a | select $$ :no $$, $x$ :no $$ $x$, ? | a",
                "select 1 -- :no | select 1 -- :no | ``",
                "select 1 /* :no /* :no */ :no */, :a | select 1 /* :no /* :no */ :no */, ? | a",
                "select E'\\' :no', :a | select E'\\' :no', ? | a",
                "select a ? 'k', :a | select a ?? 'k', ? | a",
                "select a[1:2], :a_1 | select a[1:2], ? | a_1",
                "select ':unclosed | select ':unclosed | ``",
                "select a1:b | select a1? | b"
            })
    void findsParametersAndNothingElse(String sql, String jdbc, String names) {
        var parsed = SqlParameters.parse(sql);
        assertThat(parsed.jdbc()).isEqualTo(jdbc);
        assertThat(String.join(",", parsed.positions())).isEqualTo(names == null ? "" : names);
    }

    @Test
    void countsStatements() {
        assertThat(SqlParameters.parse("select 1;").statements()).isEqualTo(1);
        assertThat(SqlParameters.parse("select 1; -- done\n").statements()).isEqualTo(1);
        assertThat(SqlParameters.parse("select ';'; delete from x").statements())
                .isEqualTo(2);
        assertThat(SqlParameters.parse(" -- nothing").statements()).isZero();
    }
}
