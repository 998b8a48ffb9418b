package io.flotilla.platform.takeout;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flotilla.platform.page.Page;
import io.flotilla.platform.page.PageRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// The files of an export, as they go into its archive.
public final class Folder {
    private static final int AT_ONCE = 200;

    private final ZipOutputStream zip;
    private final ObjectMapper json;

    public Folder(ZipOutputStream zip, ObjectMapper json) {
        this.zip = zip;
        this.json = json;
    }

    /// A file of text.
    public void text(String path, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content.getBytes(UTF_8));
        zip.closeEntry();
    }

    /// A file of JSON, for people too.
    public void json(String path, Object content) throws IOException {
        text(path, json.writerWithDefaultPrettyPrinter().writeValueAsString(content) + "\n");
    }

    /// A file of JSON with all items of a list, and these.
    public <T> List<T> list(String path, Function<PageRequest, Page<T>> list) throws IOException {
        var items = all(list);
        json(path, Map.of("items", items));
        return items;
    }

    /// All items of a list, page by page.
    public static <T> List<T> all(Function<PageRequest, Page<T>> list) {
        var items = new ArrayList<T>();
        @Nullable String cursor = null;
        do {
            var page = list.apply(new PageRequest(AT_ONCE, cursor));
            items.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return items;
    }
}
