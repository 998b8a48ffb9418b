package io.flotilla.platform.openapi;

import static io.flotilla.platform.testing.TestTenant.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.platform.testing.PlatformTest;
import io.flotilla.platform.testing.TestTenant;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Makes every call that the API describes as a tenant that owns nothing of what it is about.
@PlatformTest
class RivalTenantTest {
    private static final List<String> ORDER = List.of("GET", "POST", "DELETE", "PUT");

    private Possessions theirs;
    private TestTenant rival;

    @BeforeEach
    void twoTenants() {
        theirs = new Possessions();
        rival = TestTenant.create();
    }

    @Test
    void whatIsAnothersAnswersLikeWhatIsNotThereAndStaysAsItIs() {
        var before = theirs.readings();

        // each of a tenant that has made nothing yet
        for (String credential : List.of(rival.apiKey(), TestTenant.create().ownerToken())) {
            var wrong = new TreeMap<String, String>();
            for (Operation operation : aboutOneThing()) {
                var foreign = seen(operation, credential, theirs::own);
                var nobodys = seen(operation, credential, theirs::unknown);
                if (!foreign.equals(nobodys)) wrong.put(operation + " differs", foreign + " / " + nobodys);
                // under a name that they choose they have a thing of their own
                if (!operation.takesAName() && !List.of(403, 404).contains(foreign.status())) {
                    wrong.put(operation.toString(), foreign.toString());
                }
            }
            assertThat(wrong).isEmpty();
        }

        assertThat(theirs.readings()).isEqualTo(before);
    }

    @Test
    void noListShowsWhatIsAnothers() {
        var wrong = new TreeMap<String, String>();
        for (Operation list : lists()) {
            for (var credential : List.of(rival.apiKey(), rival.ownerToken())) {
                var answer = as(credential).accept("*/*").get(list.path()).asString();
                for (String trace : theirs.traces()) if (answer.contains(trace)) wrong.put(list.path(), trace);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void theOwnersListsDoShowIt() {
        var blind = new ArrayList<String>();
        for (Operation list : lists()) {
            if (!list.ofTenant() || !theirs.collections().contains(list.path())) continue;
            var answer = theirs.tenant().asKey().get(list.path()).asString();
            if (!answer.contains(theirs.own(list.path()))) blind.add(list.path());
        }

        assertThat(blind).isEmpty();
    }

    @Test
    void aFilterByWhatIsAnothersAnswersLikeOneByWhatIsNotThere() {
        var wrong = new HashMap<String, String>();
        int filters = 0;
        for (Operation list : lists()) {
            for (String name : list.query()) {
                var collection = collectionOf(name);
                if (collection.isEmpty()) continue;
                filters++;
                var foreign = filtered(list, name, theirs.own(collection.get()));
                var nobodys = filtered(list, name, theirs.unknown(collection.get()));
                if (!foreign.equals(nobodys)) wrong.put(list.path() + "?" + name, foreign + " / " + nobodys);
            }
        }

        assertThat(filters).isGreaterThan(10);
        assertThat(wrong).isEmpty();
    }

    /// Reads first, and what makes things last, the deepest first: so nobody has anything of their own under a name before
    /// all else was called with it.
    private static List<Operation> aboutOneThing() {
        return Operation.all().stream()
                .filter(each -> each.collection().isPresent())
                .sorted(Comparator.<Operation>comparingInt(each -> ORDER.indexOf(each.method()))
                        .thenComparing(each -> -each.path().length()))
                .toList();
    }

    private static List<Operation> lists() {
        return Operation.all().stream()
                .filter(each -> each.method().equals("GET") && each.collection().isEmpty())
                .toList();
    }

    private Optional<String> collectionOf(String parameter) {
        return Stream.of("/v1/%ss".formatted(parameter), "/v1/api-%ss".formatted(parameter))
                .filter(theirs.collections()::contains)
                .findFirst();
    }

    private Seen filtered(Operation list, String parameter, String value) {
        return Seen.of(rival.asKey().queryParam(parameter, value).get(list.path()), value);
    }

    private static Seen seen(Operation operation, String credential, UnaryOperator<String> names) {
        var request = as(credential).accept("*/*");
        var name = operation.collection().map(names).orElseThrow();
        operation.body().ifPresent(body -> request.contentType(body.type()).body(called(name, body.example())));
        return Seen.of(request.request(operation.method(), operation.address(names)), name);
    }

    /// The example, for a thing of this name.
    private static Object called(String name, Object example) {
        if (!(example instanceof Map<?, ?> map) || !(map.get("metadata") instanceof Map<?, ?> metadata)) return example;
        if (!metadata.containsKey("name")) return example;
        var named = new HashMap<Object, Object>(map);
        var other = new HashMap<Object, Object>(metadata);
        other.put("name", name);
        named.put("metadata", other);
        return named;
    }

    /// An answer without what differs from request to request and from name to name.
    private record Seen(int status, String tag, String body) {
        private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
        private static final String INSTANT = "\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z";

        static Seen of(Response answer, String name) {
            var body = answer.asString()
                    .replaceAll("\"traceId\":\"[0-9a-f]+\"", "")
                    .replace("'%s'".formatted(name), "<name>")
                    .replace("\"%s\"".formatted(name), "<name>")
                    .replaceAll("\"hash\":\"[0-9a-f]{64}\"", "")
                    .replaceAll("\"column\":\\d+", "")
                    .replaceAll(UUID, "<id>")
                    .replaceAll(INSTANT, "<time>");
            return new Seen(answer.statusCode(), String.valueOf(answer.header("ETag")), body);
        }
    }
}
