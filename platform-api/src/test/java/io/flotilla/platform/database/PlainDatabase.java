package io.flotilla.platform.database;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.flotilla.local.TestStack;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;

/// The database without the application, for tests that are many runs of one rule.
public final class PlainDatabase {
    private PlainDatabase() {}

    /// Migrated, with the roles of the application.
    public static Database open() {
        var stack = TestStack.get();
        Flyway.configure()
                .dataSource(
                        stack.databaseUrl(),
                        stack.get("FLOTILLA_DATABASE_OWNER_USER"),
                        stack.get("FLOTILLA_DATABASE_OWNER_PASSWORD"))
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return new Database(source("APP"), source("PROJECTION"), new ObjectMapper());
    }

    private static AgroalDataSource source(String role) {
        var stack = TestStack.get();
        var user = new NamePrincipal(stack.get("FLOTILLA_DATABASE_%s_USER".formatted(role)));
        var password = new SimplePassword(stack.get("FLOTILLA_DATABASE_%s_PASSWORD".formatted(role)));
        try {
            return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(pool -> pool.maxSize(4)
                            .connectionFactoryConfiguration(connections -> connections
                                    .jdbcUrl(stack.databaseUrl())
                                    .principal(user)
                                    .credential(password))));
        } catch (SQLException e) {
            throw new IllegalStateException("the test's database cannot be reached", e);
        }
    }
}
