package io.flotilla.platform.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextCursor where the next page begins; absent on the last
public record Page<T>(
        List<T> items,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /// A page cut from rows that were read with `limit + 1`, so that the row too many tells that there is more.
    ///
    /// @param key what the next page begins after: the sort key of an item, as text
    public static <T> Page<T> cut(List<T> rows, PageRequest request, Function<T, String> key) {
        if (rows.size() <= request.limit()) return new Page<>(rows, null);
        var items = rows.subList(0, request.limit());
        return new Page<>(items, PageRequest.cursor(key.apply(items.getLast())));
    }

    /// The same page of something else.
    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), nextCursor);
    }
}
