package io.flotilla.engine.connector.sql;

import io.flotilla.engine.connector.CallFailed;
import io.flotilla.engine.control.FaultCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A JDBC URL, taken apart. Only what is known to be harmless gets through: a driver's own parameters can name
/// classes to load
/// and files to read.
record DatabaseUrl(String host, int port, String database, Map<String, String> parameters) {
    private static final Pattern POSTGRESQL = Pattern.compile(
            "jdbc:postgresql://(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(:(?<port>[0-9]{1,5}))?/(?<database>[^?/#&]+)(\\?(?<query>.*))?");

    private static final Set<String> PARAMETERS = Set.of("sslmode", "currentSchema", "ApplicationName");

    private static final Set<String> TLS = Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    static DatabaseUrl parse(String url) throws CallFailed {
        var match = POSTGRESQL.matcher(url);
        if (!match.matches()) throw denied();
        var host = match.group("host");
        int port = match.group("port") == null ? 5432 : Integer.parseInt(match.group("port"));
        if (port > 65535) throw denied();
        return new DatabaseUrl(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port,
                decode(match.group("database")),
                parameters(match.group("query")));
    }

    private static Map<String, String> parameters(@Nullable String query) throws CallFailed {
        var parameters = new LinkedHashMap<String, String>();
        if (query == null || query.isEmpty()) return parameters;
        for (String each : query.split("&", -1)) {
            int equals = each.indexOf('=');
            var name = equals < 0 ? each : each.substring(0, equals);
            var value = equals < 0 ? "" : decode(each.substring(equals + 1));
            if (!PARAMETERS.contains(name)) throw denied();
            if (name.equals("sslmode") && !TLS.contains(value)) throw denied();
            parameters.put(name, value);
        }
        return parameters;
    }

    private static String decode(String text) throws CallFailed {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw denied();
        }
    }

    private static CallFailed denied() {
        return new CallFailed(
                FaultCode.CONNECTOR_DENIED,
                "the connector's URL is not allowed: only jdbc:postgresql with a host, a database and the parameters %s is"
                        .formatted(String.join(", ", PARAMETERS.stream().sorted().toList())));
    }
}
