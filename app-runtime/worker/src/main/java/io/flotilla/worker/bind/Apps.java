package io.flotilla.worker.bind;

import io.flotilla.app.AppChecker;
import io.flotilla.app.AppReader;
import io.flotilla.app.ConnectorReader;
import io.flotilla.app.Reading;
import io.flotilla.app.check.Check;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.violation.Violation;
import io.flotilla.messages.InvocationRequested;
import io.flotilla.messages.ResolvedConnector;
import io.flotilla.messages.Wire;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Checked apps, kept by a hash of all that went into the check. The platform checks before it publishes; a worker of
/// another version may see it otherwise, so it checks for itself.
@Singleton
class Apps {
    private final Kept<String, Checked> kept;

    Apps(BindConfig config) {
        this.kept = new Kept<>(config.keptApps());
    }

    /// The request's app with its connectors.
    Checked of(InvocationRequested request) {
        return kept.get(key(request), key -> check(request));
    }

    private static Checked check(InvocationRequested request) {
        var violations = new ArrayList<Violation>();
        var connectors = new TreeMap<String, ConnectorDefinition>();
        for (ResolvedConnector each : request.connectors().values()) {
            switch (ConnectorReader.read(each.definition())) {
                case Reading.Read<ConnectorDefinition>(var definition, var _) ->
                    connectors.put(each.name(), definition);
                case Reading.Refused<ConnectorDefinition>(var found) -> violations.addAll(found);
            }
        }
        if (!violations.isEmpty()) return new Checked(Optional.empty(), Map.of(), violations);
        return switch (AppReader.read(request.definition())) {
            case Reading.Refused<AppDefinition>(var found) -> new Checked(Optional.empty(), connectors, found);
            case Reading.Read<AppDefinition>(var definition, var places) ->
                switch (AppChecker.check(
                        definition, places, name -> Optional.ofNullable(connectors.get(name)))) {
                    case Check.Passed(var app, var _) -> new Checked(Optional.of(app), connectors, List.of());
                    case Check.Refused(var found) -> new Checked(Optional.empty(), connectors, found);
                };
        };
    }

    private static String key(InvocationRequested request) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(Wire.write(request.definition()));
            new TreeMap<>(request.connectors()).forEach((alias, connector) -> {
                sha.update(Wire.write(List.of(alias, connector.name())));
                sha.update(Wire.write(connector.definition()));
            });
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
