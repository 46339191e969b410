package io.shardfold.jdbc;

import io.shardfold.core.execute.RoutineCall;
import io.shardfold.core.execute.RowAccess;
import io.shardfold.core.row.Parameters;
import io.shardfold.core.row.ResultColumn;
import io.shardfold.core.session.Prepared;
import io.shardfold.sql.Dialect;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.DatabaseMetaData;
import java.sql.ParameterMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A call of a stored routine on one data source.
 *
 * <p>The shard's own driver runs it. Its results and output parameters are copied when it has
 * ended, so that the shard's connection goes home at once.
 */
final class ShardfoldCallableStatement extends ShardfoldPreparedStatement
        implements NamedParameters, OutputParameters {

    /** How an output parameter was registered. */
    private interface Registration {
        void register(CallableStatement target, int parameter) throws SQLException;
    }

    private final RoutineText text;

    /** One for each parameter; null where it is none for output. */
    private final Registration[] registrations;

    /** The last execution's, a column each, on their row; null before there was one. */
    private ResultSet outputs;

    /** By name in lower case; null before the first name. */
    private Map<String, Integer> parameterNames;

    ShardfoldCallableStatement(
            ShardfoldConnection connection,
            RoutineText text,
            Prepared prepared,
            RowAccess access,
            int holdability) {
        super(
                connection,
                prepared,
                null,
                prepared.parameterCount() + (text.function() ? 1 : 0),
                access,
                holdability);
        this.text = text;
        this.registrations = new Registration[values().count()];
    }

    // Running.

    private void call(Parameters inputs) throws SQLException {
        requireOpen();
        outputs = null;
        outputs = call(prepared, text.sql(), new Transfer(inputs));
    }

    @Override
    public boolean execute() throws SQLException {
        call(values());
        return isRows();
    }

    @Override
    public ResultSet executeQuery() throws SQLException {
        call(values());
        return rows();
    }

    @Override
    public long executeLargeUpdate() throws SQLException {
        call(values());
        if (isRows()) {
            throw SqlErrors.misuse("The routine gave rows: run it with execute or executeQuery.");
        }
        return Math.max(0, getLargeUpdateCount());
    }

    @Override
    public void addBatch() throws SQLException {
        requireOpen();
        for (Registration registration : registrations) {
            if (registration != null) {
                throw SqlErrors.misuse("Calls in a batch have no output parameters.");
            }
        }
        super.addBatch();
    }

    @Override
    public long[] executeLargeBatch() throws SQLException {
        forgetResults();
        List<Parameters> sets = takeBatch();
        long[] counts = new long[sets.size()];
        for (int i = 0; i < counts.length; i++) {
            try {
                call(sets.get(i));
                counts[i] = isRows() ? SUCCESS_NO_INFO : Math.max(0, getLargeUpdateCount());
            } catch (SQLException failure) {
                throw batchFailed(failure, Arrays.copyOf(counts, i));
            }
        }
        forgetResults();
        return counts;
    }

    /** Hands the inputs to the driver's statement, and takes the outputs from it. */
    private final class Transfer implements RoutineCall<ResultSet> {

        private final Parameters inputs;

        Transfer(Parameters inputs) {
            this.inputs = inputs;
        }

        @Override
        public void bind(CallableStatement target) throws SQLException {
            for (int i = 0; i < registrations.length; i++) {
                if (registrations[i] != null) {
                    registrations[i].register(target, i + 1);
                }
                if (isValue(inputs.raw(i))) {
                    RoutineCall.bind(target, i, inputs);
                } else if (registrations[i] == null) {
                    throw new SQLException(
                            "Parameter " + (i + 1) + " has no value and isn't one for output.",
                            "22023");
                }
            }
        }

        @Override
        public ResultSet outputs(CallableStatement source, RowsCopy copy) throws SQLException {
            List<ResultColumn> columns = new ArrayList<>();
            Object[] values = new Object[registrations.length];
            for (int i = 0; i < values.length; i++) {
                Object value = registrations[i] == null ? null : source.getObject(i + 1);
                if (value instanceof ResultSet rows) {
                    try (rows) {
                        value = new CursorResultSet(null, copy.of(rows));
                    }
                } else if (value instanceof Blob blob) {
                    value = blob.getBytes(1, (int) blob.length());
                } else if (value instanceof Clob clob) {
                    value = clob.getSubString(1, (int) clob.length());
                }
                values[i] = value;
                columns.add(
                        ShardfoldResultSetMetaData.column(
                                "parameter " + (i + 1), Types.OTHER, Object.class.getName()));
            }
            ResultSet row =
                    new CursorResultSet(null, new MemoryCursor(columns, List.<Object[]>of(values)));
            row.next();
            return row;
        }
    }

    // Output parameters.

    @Override
    public ResultSet output(int parameter) throws SQLException {
        requireParameter(parameter);
        if (registrations[parameter - 1] == null) {
            throw SqlErrors.misuse(
                    "Parameter " + parameter + " isn't registered as one for output.");
        }
        if (outputs == null) {
            throw SqlErrors.misuse("There are no output parameters yet: run the call first.");
        }
        return outputs;
    }

    private void requireParameter(int parameter) throws SQLException {
        requireOpen();
        if (parameter < 1 || parameter > registrations.length) {
            throw new SQLException(
                    "The call has "
                            + registrations.length
                            + " parameters: there is no parameter "
                            + parameter
                            + ".",
                    "22023");
        }
    }

    @Override
    public boolean wasNull() throws SQLException {
        requireOpen();
        if (outputs == null) {
            throw SqlErrors.misuse("No output parameter has been read yet.");
        }
        return outputs.wasNull();
    }

    private void register(int parameter, Registration registration) throws SQLException {
        requireParameter(parameter);
        registrations[parameter - 1] = registration;
    }

    @Override
    public void registerOutParameter(int parameter, int type) throws SQLException {
        register(parameter, (target, index) -> target.registerOutParameter(index, type));
    }

    @Override
    public void registerOutParameter(int parameter, int type, int scale) throws SQLException {
        register(parameter, (target, index) -> target.registerOutParameter(index, type, scale));
    }

    @Override
    public void registerOutParameter(int parameter, int type, String typeName) throws SQLException {
        register(parameter, (target, index) -> target.registerOutParameter(index, type, typeName));
    }

    @Override
    public void registerOutParameter(int parameter, SQLType type) throws SQLException {
        register(parameter, (target, index) -> target.registerOutParameter(index, type));
    }

    @Override
    public void registerOutParameter(int parameter, SQLType type, int scale) throws SQLException {
        register(parameter, (target, index) -> target.registerOutParameter(index, type, scale));
    }

    @Override
    public void registerOutParameter(int parameter, SQLType type, String typeName)
            throws SQLException {
        register(parameter, (target, index) -> target.registerOutParameter(index, type, typeName));
    }

    // Names.

    @Override
    public int parameter(String name) throws SQLException {
        requireOpen();
        if (connection.dialect() == Dialect.POSTGRESQL || text.name() == null) {
            throw SqlErrors.notSupported("Naming a parameter of this call: count it, for a name");
        }
        if (parameterNames == null) {
            parameterNames = parameterNames();
        }
        Integer parameter = parameterNames.get(String.valueOf(name).toLowerCase(Locale.ROOT));
        if (parameter == null) {
            throw new SQLException(
                    "The routine " + text.name() + " has no parameter '" + name + "'.", "42703");
        }
        return parameter;
    }

    private Map<String, Integer> parameterNames() throws SQLException {
        String routine = text.name().replace("`", "");
        String pattern =
                routine.substring(routine.lastIndexOf('.') + 1)
                        .replace("\\", "\\\\")
                        .replace("_", "\\_")
                        .replace("%", "\\%");
        Map<String, Integer> names = new HashMap<>();
        int next = text.function() ? 2 : 1;
        try (ResultSet rows =
                connection.getMetaData().getProcedureColumns(null, null, pattern, "%")) {
            while (rows.next()) {
                if (rows.getInt("COLUMN_TYPE") != DatabaseMetaData.procedureColumnReturn) {
                    names.put(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT), next++);
                }
            }
        }
        if (next - 1 != registrations.length) {
            // Which of them the placeholders are isn't known.
            throw SqlErrors.notSupported(
                    "Naming a parameter of a call that doesn't have a placeholder for each");
        }
        return names;
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        requireOpen();
        throw SqlErrors.notSupported("Describing the parameters of a call");
    }
}
