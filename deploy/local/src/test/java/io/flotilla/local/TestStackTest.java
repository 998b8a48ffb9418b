package io.flotilla.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class TestStackTest {
    @Test
    void theServicesRolesCanConnectAndOnlyTheOwnerMakesTables() throws Exception {
        var stack = TestStack.get();

        execute(stack, "OWNER", "create table note (text text)");

        assertThat(refuses(stack, "APP", "create table other (text text)")).isTrue();
        assertThat(refuses(stack, "PROJECTION", "select * from note")).isTrue();
    }

    @Test
    void theBrokerListens() throws Exception {
        var bootstrap = TestStack.get().kafkaBootstrap().split(":");

        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(bootstrap[0], Integer.parseInt(bootstrap[1])), 1_000);
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void isSharedByEveryoneInTheProcess() {
        assertThat(TestStack.get().environment()).isEqualTo(TestStack.get().environment());
    }

    private static boolean refuses(TestStack stack, String role, String sql) {
        try {
            execute(stack, role, sql);
            return false;
        } catch (SQLException denied) {
            return denied.getSQLState().equals("42501");
        }
    }

    private static void execute(TestStack stack, String role, String sql) throws SQLException {
        var source = new PGSimpleDataSource();
        source.setUrl(stack.databaseUrl());
        source.setUser(stack.get("FLOTILLA_DATABASE_" + role + "_USER"));
        source.setPassword(stack.get("FLOTILLA_DATABASE_" + role + "_PASSWORD"));
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
