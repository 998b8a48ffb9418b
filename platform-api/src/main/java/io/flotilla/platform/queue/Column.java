package io.flotilla.platform.queue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/// One column of many rows as a PostgreSQL array, for `unnest`: a batch is one statement with as many
/// parameters as columns.
public final class Column {
    private Column() {}

    public static <R> Argument uuid(List<R> rows, Function<R, @Nullable UUID> value) {
        return array("uuid", rows, value);
    }

    public static <R> Argument text(List<R> rows, Function<R, @Nullable String> value) {
        return array("text", rows, value);
    }

    public static <R> Argument integer(List<R> rows, Function<R, @Nullable Integer> value) {
        return array("int4", rows, value);
    }

    public static <R> Argument bigint(List<R> rows, Function<R, @Nullable Long> value) {
        return array("int8", rows, value);
    }

    public static <R> Argument number(List<R> rows, Function<R, @Nullable Double> value) {
        return array("float8", rows, value);
    }

    public static <R> Argument instant(List<R> rows, Function<R, @Nullable Instant> value) {
        return array("timestamptz", rows, value);
    }

    private static <R, V> Argument array(String type, List<R> rows, Function<R, @Nullable V> value) {
        @Nullable Object[] values = new @Nullable Object[rows.size()];
        for (int i = 0; i < values.length; i++) values[i] = value.apply(rows.get(i));
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }
}
