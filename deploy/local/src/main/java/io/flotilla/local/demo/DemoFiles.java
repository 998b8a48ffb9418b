package io.flotilla.local.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/// The demo's documents, as they lie on the class path.
final class DemoFiles {
    static final String APP = "complaint-desk";
    static final String CONNECTOR = "bank-database";

    private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql://\\S+");

    private DemoFiles() {}

    /// The app, asking the model of this name.
    static String app(String model) {
        return read("complaint-desk.yaml").replace("use: builtin-reader", "use: " + model);
    }

    /// The connector, reading the database at this address.
    static String connector(String databaseUrl) {
        return DATABASE.matcher(read("customers.connector.yaml")).replaceFirst(databaseUrl);
    }

    /// Sample inputs of the app, a JSON array.
    static JsonNode inputs() {
        try {
            return Platform.JSON.readTree(read("inputs.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) {
        try (var in = DemoFiles.class.getResourceAsStream("/demo/" + name)) {
            if (in == null) throw new IllegalStateException("/demo/" + name + " is not on the class path");
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
