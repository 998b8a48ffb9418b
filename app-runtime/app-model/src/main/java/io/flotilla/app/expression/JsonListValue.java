package io.flotilla.app.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.AbstractList;
import java.util.RandomAccess;

/// A JSON list as CEL sees it: converted item by item, when asked, once.
final class JsonListValue extends AbstractList<Object> implements RandomAccess {
    private final JsonNode node;
    private final CelType itemType;
    private final Object[] items;

    JsonListValue(JsonNode node, CelType type) {
        this.node = node;
        itemType = type instanceof ListType list ? list.elemType() : SimpleType.DYN;
        items = new Object[node.size()];
    }

    JsonNode node() {
        return node;
    }

    @Override
    @SuppressWarnings("NullAway") // an item is null until it is asked for
    public Object get(int index) {
        if (items[index] == null) items[index] = CelValues.of(node.get(index), itemType);
        return items[index];
    }

    @Override
    public int size() {
        return items.length;
    }
}
