package io.flotilla.kubernetes.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// An image's file system on disk and what the image says about how to run it: what a container engine makes of it.
///
/// @param config the image's configuration: user, environment, entry point, labels
/// @param modes  permission bits by path
record UnpackedImage(Path root, JsonNode config, Map<String, Integer> modes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static UnpackedImage of(Path archive, Path folder) throws IOException {
        var outer = folder.resolve("archive");
        var modes = new TreeMap<String, Integer>();
        try (var stream = Files.newInputStream(archive)) {
            unpack(stream, outer, new HashMap<>());
        }
        var manifest = JSON.readTree(outer.resolve("manifest.json").toFile()).get(0);
        var root = folder.resolve("root");
        for (JsonNode layer : manifest.get("Layers")) {
            try (var stream = new GZIPInputStream(Files.newInputStream(outer.resolve(layer.asText())))) {
                unpack(stream, root, modes);
            }
        }
        var config = JSON.readTree(outer.resolve(manifest.get("Config").asText()).toFile());
        return new UnpackedImage(root, config.get("config"), modes);
    }

    List<String> entrypoint() {
        var words = new ArrayList<String>();
        config.get("Entrypoint").forEach(word -> words.add(word.asText()));
        return words;
    }

    Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        config.get("Env").forEach(each -> {
            var pair = each.asText().split("=", 2);
            environment.put(pair[0], pair[1]);
        });
        return environment;
    }

    private static void unpack(InputStream stream, Path to, Map<String, Integer> modes) throws IOException {
        Files.createDirectories(to);
        try (var tar = new TarArchiveInputStream(new BufferedInputStream(stream))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = to.resolve(entry.getName().replaceFirst("^/+", "")).normalize();
                if (!path.startsWith(to)) throw new IOException("leads out of the image: " + entry.getName());
                modes.put("/" + to.relativize(path), entry.getMode() & 0777);
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
                if ((entry.getMode() & 0111) != 0 && !path.toFile().setExecutable(true, false)) {
                    throw new IOException("cannot make executable: " + path);
                }
            }
        }
    }
}
