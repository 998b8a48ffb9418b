package io.flotilla.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flotilla.local.process.Ports;
import io.flotilla.local.process.Secrets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresTest {
    @TempDir
    Path folder;

    private Secrets secrets;
    private Postgres postgres;
    private Databases databases;

    @BeforeEach
    void start() {
        secrets = Secrets.in(folder.resolve("secrets"));
        postgres = on(Ports.free(1));
        databases = new Databases(postgres, secrets);
        postgres.start();
        databases.execute("postgres", "create table note (text text); insert into note values ('kept')");
    }

    @AfterEach
    void stop() {
        postgres.stop();
    }

    @Test
    void keepsDataBetweenStartsAlsoOnAnotherPort() {
        postgres.stop();
        postgres = on(Ports.free(1));

        postgres.start();

        assertThat(hasNote()).isTrue();
    }

    @Test
    void recoversAfterItWasKilled() {
        postgres.kill();

        postgres.start();

        assertThat(hasNote()).isTrue();
    }

    @Test
    void aServerThatWasLeftBehindGivesWay() {
        var leftBehind = postgres.process();
        postgres = on(postgres.port());

        postgres.start();

        assertThat(leftBehind.isAlive()).isFalse();
        assertThat(hasNote()).isTrue();
    }

    @Test
    void preparingADatabaseTwiceChangesNothing() {
        databases.prepareFlotilla();

        databases.prepareFlotilla();

        assertThat(databases.exists("select from pg_database where datname = ?", Databases.FLOTILLA))
                .isTrue();
        assertThat(databases.exists(
                        "select from pg_roles where (rolsuper or rolbypassrls) and rolname like ?", "flotilla%"))
                .isFalse();
    }

    @Test
    void saysWhatTheServerSaidWhenItCannotStart() {
        var second =
                new Postgres(folder.resolve("second"), folder.resolve("second.log"), postgres.port(), false, secrets);

        assertThatThrownBy(second::start).hasMessageContaining("Address already in use");
    }

    private boolean hasNote() {
        return new Databases(postgres, secrets).exists("select from note where text = ?", "kept");
    }

    private Postgres on(int port) {
        return new Postgres(folder.resolve("data"), folder.resolve("log"), port, true, secrets);
    }
}
