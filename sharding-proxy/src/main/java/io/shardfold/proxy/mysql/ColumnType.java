package io.shardfold.proxy.mysql;

/**
 * Codes of types, in column definitions and in parameters. Source: MySQL Internals, "Column Types".
 */
final class ColumnType {

    static final int OLD_DECIMAL = 0x00;
    static final int TINY = 0x01;
    static final int SHORT = 0x02;
    static final int LONG = 0x03;
    static final int FLOAT = 0x04;
    static final int DOUBLE = 0x05;
    static final int NULL = 0x06;
    static final int TIMESTAMP = 0x07;
    static final int LONGLONG = 0x08;
    static final int INT24 = 0x09;
    static final int DATE = 0x0a;
    static final int TIME = 0x0b;
    static final int DATETIME = 0x0c;
    static final int YEAR = 0x0d;
    static final int VARCHAR = 0x0f;
    static final int BIT = 0x10;
    static final int JSON = 0xf5;
    static final int DECIMAL = 0xf6;
    static final int ENUM = 0xf7;
    static final int SET = 0xf8;
    static final int TINY_BLOB = 0xf9;
    static final int MEDIUM_BLOB = 0xfa;
    static final int LONG_BLOB = 0xfb;
    static final int BLOB = 0xfc;
    static final int VAR_STRING = 0xfd;
    static final int STRING = 0xfe;
    static final int GEOMETRY = 0xff;

    private ColumnType() {}
}
