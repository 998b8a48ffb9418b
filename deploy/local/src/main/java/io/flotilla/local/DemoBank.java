package io.flotilla.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flotilla.local.postgres.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;

/// The database of a bank that does not exist, for the demo app's connector: filled afresh at each start (its dates
/// follow the calendar), readable by a role that can do nothing else.
final class DemoBank {
    static final String DATABASE = "demo_bank";
    static final String READER = "demo_bank_reader";

    private static final String OWNER = "demo_bank_owner";
    private static final String SCRIPT = "/demo/bank.sql";

    private DemoBank() {}

    static void prepare(Databases databases) {
        databases.prepare(DATABASE, OWNER);
        databases.role(READER);
        databases.execute(DATABASE, "begin; set local role " + OWNER + ";\n" + script() + "\n;commit;");
        databases.execute(DATABASE, """
                grant connect on database demo_bank to demo_bank_reader;
                grant usage on schema public to demo_bank_reader;
                grant select on all tables in schema public to demo_bank_reader;
                alter role demo_bank_reader set default_transaction_read_only = on;
                """);
    }

    private static String script() {
        try (var in = DemoBank.class.getResourceAsStream(SCRIPT)) {
            if (in == null) throw new IllegalStateException(SCRIPT + " is not on the class path");
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCRIPT, e);
        }
    }
}
