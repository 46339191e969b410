package io.shardfold.jdbc;

/** What the driver says of itself. */
final class DriverVersion {

    static final String NAME = "Shardfold JDBC driver";
    static final int MAJOR = 0;
    static final int MINOR = 1;
    static final String TEXT = MAJOR + "." + MINOR;

    private DriverVersion() {}
}
