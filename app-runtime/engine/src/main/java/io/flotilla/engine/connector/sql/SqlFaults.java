package io.flotilla.engine.connector.sql;

import io.flotilla.engine.address.AddressDenied;
import io.flotilla.engine.control.Fault;
import io.flotilla.engine.control.FaultCode;
import java.sql.SQLException;

/// What a database's error is to the app's caller. The database's own words are not passed on: they quote
/// statements and data.
final class SqlFaults {
    private static final String READ_ONLY = "25006";
    private static final String CANCELLED = "57014";

    private SqlFaults() {}

    static Fault of(SQLException error, boolean timedOut) {
        for (Throwable each = error; each != null; each = each.getCause()) {
            if (each instanceof AddressDenied) {
                return new Fault(
                        FaultCode.CONNECTOR_DENIED, "the connector's host leads to an address that is not allowed");
            }
        }
        var state = error.getSQLState() == null ? "" : error.getSQLState();
        if (state.equals(READ_ONLY)) {
            return new Fault(FaultCode.CONNECTOR_DENIED, "the statement tries to write; a connector only reads");
        }
        if (timedOut || state.equals(CANCELLED)) {
            return new Fault(FaultCode.CONNECTOR_FAILED, "the connector's database did not answer in time");
        }
        if (state.startsWith("28") || state.startsWith("3D")) {
            return lasting("the connector's database does not accept its credential");
        }
        if (state.startsWith("22")) return lasting("an argument or a value is not what the statement can work with");
        if (state.startsWith("42")) {
            return lasting("the connector's database does not accept the statement (SQLSTATE %s)".formatted(state));
        }
        return new Fault(FaultCode.CONNECTOR_FAILED, "the connector's database failed or cannot be reached");
    }

    private static Fault lasting(String detail) {
        return new Fault(FaultCode.CONNECTOR_FAILED, detail).lasting();
    }
}
