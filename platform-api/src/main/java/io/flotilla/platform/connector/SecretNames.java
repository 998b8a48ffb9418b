package io.flotilla.platform.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.flotilla.app.violation.Pointers;
import io.flotilla.platform.database.TenantId;
import io.flotilla.platform.resource.Name;
import io.flotilla.platform.secret.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/// The names of secrets in a connector's document.
final class SecretNames {
    private SecretNames() {}

    /// Those that the tenant has no secret for. A name that nobody can give is one of them: the platform's own secrets, such
    /// as providers' keys, are nobody's to refer to.
    static Set<String> missing(Secrets secrets, Handle handle, TenantId tenant, Set<String> names) {
        var missing = new TreeSet<String>();
        for (String name : names) {
            if (!Name.fits(name) || secrets.sealed(handle, tenant, name).isEmpty()) missing.add(name);
        }
        return missing;
    }

    /// Where each of the names stands in a document, as pointers.
    static Map<String, String> places(JsonNode document, Set<String> names) {
        var places = new LinkedHashMap<String, String>();
        collect(document, "", names, places);
        return places;
    }

    private static void collect(JsonNode node, String pointer, Set<String> names, Map<String, String> places) {
        for (var field : node.properties()) {
            var place = Pointers.child(pointer, field.getKey());
            var value = field.getValue();
            if (field.getKey().equals("secret") && value.isTextual() && names.contains(value.asText())) {
                places.put(place, value.asText());
            }
            collect(value, place, names, places);
        }
        if (!node.isArray()) return;
        for (int i = 0; i < node.size(); i++) collect(node.get(i), Pointers.child(pointer, i), names, places);
    }
}
