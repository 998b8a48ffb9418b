package io.flotilla.app.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import dev.cel.common.values.SelectableValue;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object as CEL sees it: converted field by field, when asked. A field that is absent or null reads
/// as null, and
/// so does any field of it: what may be missing can be asked for without a chain of `has`.
@SuppressWarnings("Immutable") // nobody changes the node while it is evaluated
final class JsonObjectValue extends CelValue implements Map<Object, Object>, SelectableValue<Object> {
    private final JsonNode node;
    private final CelType type;

    JsonObjectValue(JsonNode node, CelType type) {
        this.node = node;
        this.type = type;
    }

    /// Whether it stands for a null of which fields may be asked.
    boolean isAbsent() {
        return !node.isObject();
    }

    JsonNode node() {
        return node;
    }

    private CelType typeOf(String field) {
        if (type instanceof StructType struct) {
            return struct.findField(field).map(StructType.Field::type).orElse(SimpleType.DYN);
        }
        return type instanceof MapType map ? map.valueType() : SimpleType.DYN;
    }

    @Override
    public Object select(Object field) {
        var name = String.valueOf(field);
        return CelValues.of(node.path(name), typeOf(name));
    }

    @Override
    public Optional<?> find(Object field) {
        return containsKey(field) ? Optional.of(select(field)) : Optional.empty();
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && node.hasNonNull(name);
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key instanceof String name && node.has(name) ? select(name) : null;
    }

    @Override
    public int size() {
        return node.size();
    }

    @Override
    public boolean isEmpty() {
        return node.isEmpty();
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<Object, Object>> iterator() {
                var fields = node.properties().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return fields.hasNext();
                    }

                    @Override
                    public Entry<Object, Object> next() {
                        var name = fields.next().getKey();
                        return new AbstractMap.SimpleImmutableEntry<>(name, select(name));
                    }
                };
            }

            @Override
            public int size() {
                return node.size();
            }
        };
    }

    private Map<Object, Object> view() {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<Object, Object>> entrySet() {
                return JsonObjectValue.this.entrySet();
            }
        };
    }

    @Override
    public boolean containsValue(@Nullable Object value) {
        return view().containsValue(value);
    }

    @Override
    public Set<Object> keySet() {
        return view().keySet();
    }

    @Override
    public Collection<Object> values() {
        return view().values();
    }

    @Override
    public @Nullable Object put(Object key, Object value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void putAll(Map<?, ?> more) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void clear() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object value() {
        return this;
    }

    @Override
    public boolean isZeroValue() {
        return isEmpty();
    }

    @Override
    public CelType celType() {
        return isAbsent() ? SimpleType.NULL_TYPE : MapType.create(SimpleType.DYN, SimpleType.DYN);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other instanceof JsonObjectValue value && value.node.equals(node)) return true;
        if (isAbsent()) return other instanceof NullValue || other instanceof JsonObjectValue value && value.isAbsent();
        return other instanceof Map<?, ?> && view().equals(other);
    }

    @Override
    public int hashCode() {
        return isAbsent() ? 0 : view().hashCode();
    }

    @Override
    public String toString() {
        return node.toString();
    }
}
