package io.flotilla.platform.identity;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.flotilla.platform.access.Permission;
import io.flotilla.platform.access.Role;
import io.flotilla.platform.identity.Routes.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/roles.md` says of every call which role may make it.
class RolesPageTest {
    private static final Path PAGE = Path.of(System.getProperty("flotilla.root", ".."), "docs/roles.md");

    @Test
    void thePageHoldsEveryCallAndEveryRole() throws IOException {
        var page = page();
        var before = Files.exists(PAGE) ? Files.readString(PAGE) : "";
        if (!before.equals(page)) Files.writeString(PAGE, page);

        assertThat(before)
                .as(
                        "docs/roles.md was not what the code says; it was written anew: read the difference, then commit it")
                .isEqualTo(page);
    }

    private static String page() {
        return """
                # Who may call what

                Written by `RolesPageTest` from the permission that each resource method names and the permissions that each role has; what is not marked is refused. \
                `RoleMatrixTest` makes every call as every role.
                An API key may make the calls whose permission is among its scopes; none may make those of the operator. An operator makes the calls of a tenant only as its member.
                Beyond the table, an owner alone decides about owners, of whom one stays.

                | call | permission | %s | operator |
                |---|---|%s---|
                %s
                """.formatted(
                        roles().map(Role::word).collect(joining(" | ")),
                        "---|".repeat(Role.values().length),
                        Routes.all().stream().map(RolesPageTest::row).distinct().collect(joining("\n")));
    }

    private static String row(Route route) {
        var cells = new ArrayList<>(
                List.of("`" + route.title() + "`", route.permission().scope()));
        roles().map(role -> mark(role.permissions().contains(route.permission())))
                .forEach(cells::add);
        cells.add(mark(
                route.permission() == Permission.TENANTS_ADMINISTER || route.permission() == Permission.SELF_READ));
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String mark(boolean may) {
        return may ? "yes" : "";
    }

    private static Stream<Role> roles() {
        return Arrays.stream(Role.values());
    }
}
