package io.flotilla.toolchain.document;

import io.flotilla.app.AppChecker;
import io.flotilla.app.AppReader;
import io.flotilla.app.ConnectorReader;
import io.flotilla.app.Reading;
import io.flotilla.app.check.Check;
import io.flotilla.app.check.CheckedApp;
import io.flotilla.app.connector.ConnectorDefinition;
import io.flotilla.app.definition.AppDefinition;
import io.flotilla.app.violation.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The documents of one command: its connectors are known to its apps.
public final class Documents {
    private final Map<String, ConnectorDefinition> connectors = new LinkedHashMap<>();
    private final Map<DocumentFile, CheckedApp> apps = new LinkedHashMap<>();
    private final Map<DocumentFile, ConnectorDefinition> connectorFiles = new LinkedHashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    /// Something to tell about a file.
    ///
    /// @param warning the document can be used all the same
    public record Finding(DocumentFile file, Violation violation, boolean warning) {}

    private Documents() {}

    /// Reads and checks the files, connectors first.
    ///
    /// @throws IOException when one cannot be read; then none is checked
    public static Documents check(List<Path> paths) throws IOException {
        var files = new ArrayList<DocumentFile>();
        for (Path path : paths) files.add(DocumentFile.read(path));
        var documents = new Documents();
        files.stream().filter(DocumentFile::isConnector).forEach(documents::connector);
        files.stream().filter(file -> !file.isConnector()).forEach(documents::app);
        return documents;
    }

    /// The apps without a violation.
    public Map<DocumentFile, CheckedApp> apps() {
        return apps;
    }

    /// The connectors without a violation.
    public Map<DocumentFile, ConnectorDefinition> connectors() {
        return connectorFiles;
    }

    /// Violations and warnings, file by file.
    public List<Finding> findings() {
        return findings;
    }

    /// Whether every document can be used.
    public boolean sound() {
        return findings.stream().allMatch(Finding::warning);
    }

    private void connector(DocumentFile file) {
        switch (ConnectorReader.read(file.content(), file.path().toString())) {
            case Reading.Read<ConnectorDefinition> read -> {
                connectors.put(read.definition().name(), read.definition());
                connectorFiles.put(file, read.definition());
            }
            case Reading.Refused<ConnectorDefinition> refused -> add(file, refused.violations(), false);
        }
    }

    private void app(DocumentFile file) {
        switch (AppReader.read(file.content(), file.path().toString())) {
            case Reading.Read<AppDefinition> read -> check(file, read);
            case Reading.Refused<AppDefinition> refused -> add(file, refused.violations(), false);
        }
    }

    private void check(DocumentFile file, Reading.Read<AppDefinition> read) {
        var check = connectors.isEmpty()
                ? AppChecker.check(read.definition(), read.places())
                : AppChecker.check(read.definition(), read.places(), name -> Optional.ofNullable(connectors.get(name)));
        switch (check) {
            case Check.Passed passed -> {
                apps.put(file, passed.app());
                add(file, passed.warnings(), true);
            }
            case Check.Refused refused -> add(file, refused.violations(), false);
        }
    }

    private void add(DocumentFile file, List<Violation> violations, boolean warning) {
        violations.forEach(violation -> findings.add(new Finding(file, violation, warning)));
    }
}
