package io.flotilla.platform.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The files of words that are packaged with the application, as maps in the order of the file.
final class Yaml {
    private Yaml() {}

    static Optional<Map<String, Object>> read(String file) {
        var settings = LoadSettings.builder().setLabel(file).build();
        try (var in = Yaml.class.getResourceAsStream("/openapi/" + file)) {
            return in == null ? Optional.empty() : Optional.of(map(new Load(settings).loadFromInputStream(in)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /// What must be there.
    static Map<String, Object> part(Map<String, Object> node, String name) {
        var part = node.get(name);
        if (part == null) throw new IllegalStateException("the words of the API say nothing of '%s'".formatted(name));
        return map(part);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }
}
