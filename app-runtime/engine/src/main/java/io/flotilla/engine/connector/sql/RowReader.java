package io.flotilla.engine.connector.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flotilla.engine.connector.CallFailed;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Rows as JSON objects: numbers stay exact, times are ISO 8601 (those with a zone in UTC), bytes are base64, JSON
/// is JSON, arrays
/// are lists; whatever else there is comes as PostgreSQL writes it.
final class RowReader {
    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JSON)
            .build();

    private final ResultSet rows;
    private final List<Column> columns = new ArrayList<>();

    RowReader(ResultSet rows) throws SQLException, CallFailed {
        this.rows = rows;
        var meta = rows.getMetaData();
        var names = new LinkedHashSet<String>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            var name = meta.getColumnLabel(i);
            if (!names.add(name)) {
                throw new CallFailed(new Fault(
                                FaultCode.CONNECTOR_FAILED, "two columns of the statement are both named `%s`".formatted(name))
                        .lasting());
            }
            columns.add(new Column(i, name, meta.getColumnTypeName(i)));
        }
    }

    /// The row that the result set stands on.
    ObjectNode row() throws SQLException {
        var row = JSON.objectNode();
        for (Column each : columns) row.set(each.name(), value(each));
        return row;
    }

    private JsonNode value(Column column) throws SQLException {
        int at = column.position();
        var text = rows.getString(at);
        if (text == null) return NullNode.getInstance();
        return switch (column.type()) {
            case "int2", "int4", "int8", "serial", "bigserial", "smallserial", "oid" -> JSON.numberNode(rows.getLong(at));
            case "numeric", "float4", "float8" -> number(text);
            case "bool" -> JSON.booleanNode(rows.getBoolean(at));
            case "json", "jsonb" -> json(text);
            case "bytea" -> JSON.textNode(Base64.getEncoder().encodeToString(rows.getBytes(at)));
            case "timestamptz" -> instant(text, rows.getObject(at, OffsetDateTime.class));
            case "timestamp" -> JSON.textNode(text.replace(' ', 'T'));
            default -> column.type().startsWith("_") ? array(rows.getArray(at)) : JSON.textNode(text);
        };
    }

    /// `NaN` and the infinities have no JSON number.
    private static JsonNode number(String text) {
        try {
            return JSON.numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            return JSON.textNode(text);
        }
    }

    private static JsonNode instant(String text, @Nullable OffsetDateTime time) {
        if (time == null || time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)) {
            return JSON.textNode(text);
        }
        return JSON.textNode(time.toInstant().toString());
    }

    private static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.textNode(text);
        }
    }

    private static JsonNode array(Array array) throws SQLException {
        return list((Object[]) array.getArray(), array.getBaseTypeName().startsWith("json"));
    }

    private static JsonNode list(@Nullable Object[] values, boolean ofJson) {
        var list = JSON.arrayNode();
        for (Object each : values) list.add(element(each, ofJson));
        return list;
    }

    private static JsonNode element(@Nullable Object value, boolean ofJson) {
        return switch (value) {
            case null -> NullNode.getInstance();
            case Object[] nested -> list(nested, ofJson);
            case Boolean flag -> JSON.booleanNode(flag);
            case BigDecimal number -> JSON.numberNode(number);
            case Number number -> number(number.toString());
            case Timestamp time -> JSON.textNode(time.toInstant().toString());
            case byte[] bytes -> JSON.textNode(Base64.getEncoder().encodeToString(bytes));
            case Object other when ofJson -> json(other.toString());
            case Object other -> JSON.textNode(other.toString());
        };
    }

    private record Column(int position, String name, String type) {}
}
