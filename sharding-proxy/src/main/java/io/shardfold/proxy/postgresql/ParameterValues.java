package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.shardfold.core.error.Problem;
import io.shardfold.core.error.StatementException;
import io.shardfold.core.row.Parameters;
import java.sql.Types;

/** Turns the values of a Bind into those that the engine takes. */
final class ParameterValues {

    private ParameterValues() {}

    /**
     * Whether a type must be known that the client didn't name: a value in binary format is only
     * bytes without it.
     */
    static boolean needsDescription(PreparedText statement, FrontendMessage.Bind bind) {
        if (statement.isDescribed()) {
            return false;
        }
        for (int i = 0; i < bind.values().length; i++) {
            if (bind.values()[i] != null
                    && format(bind, i) == 1
                    && statement.parameterType(i) == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * @throws StatementException 08P01 where the numbers of formats or values don't fit; 22P03,
     *     22021 where a value can't be read; 0A000 for binary values of types whose form isn't
     *     known
     */
    static Parameters of(PreparedText statement, FrontendMessage.Bind bind) {
        byte[][] given = bind.values();
        int formatCount = bind.parameterFormats().length;
        if (formatCount > 1 && formatCount != given.length) {
            throw Fields.violation(
                    "bind message has "
                            + formatCount
                            + " parameter formats but "
                            + given.length
                            + " parameters");
        }
        int count = statement.prepared().parameterCount();
        int declared = statement.allParameterTypes().length;
        if (given.length != declared) {
            throw Fields.violation(
                    "bind message supplies "
                            + given.length
                            + " parameters, but prepared statement \""
                            + statement.name()
                            + "\" requires "
                            + declared);
        }
        if (given.length == 0) {
            return Parameters.NONE;
        }
        // A client may name types of parameters that the text doesn't have.
        Object[] values = new Object[count];
        int[] types = new int[count];
        for (int i = 0; i < count; i++) {
            int type = statement.parameterType(i);
            String text =
                    given[i] == null ? null : text(i, type, format(bind, i), given[i], statement);
            if (PostgresqlType.driverName(type) != null) {
                values[i] = new TypedText(type, text);
                types[i] = Parameters.UNTYPED;
            } else {
                values[i] = text;
                types[i] = text == null ? Types.NULL : Types.OTHER;
            }
        }
        return new Parameters(values, types);
    }

    private static short format(FrontendMessage.Bind bind, int index) {
        short[] formats = bind.parameterFormats();
        return switch (formats.length) {
            case 0 -> 0;
            case 1 -> formats[0];
            default -> index < formats.length ? formats[index] : 0;
        };
    }

    private static String text(
            int index, int type, short format, byte[] bytes, PreparedText statement) {
        switch (format) {
            case 0:
                return Fields.text(bytes);
            case 1:
                break;
            default:
                throw new StatementException(
                        Problem.INVALID_PARAMETER_VALUE,
                        "unsupported format code: " + format,
                        StatementException.NO_POSITION);
        }
        BinaryForm form = PostgresqlType.binaryForm(type);
        if (form == null && statement.isTextual(index)) {
            form = BinaryForms.TEXT;
        }
        if (form == null) {
            throw StatementException.notSupported(
                    "binary format for parameter $"
                            + (index + 1)
                            + " of the type with OID "
                            + Integer.toUnsignedString(type),
                    StatementException.NO_POSITION,
                    "Send it in text format.");
        }
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        String text = form.read(in);
        if (in.isReadable()) {
            throw BinaryForms.incorrect(
                    "incorrect binary data format in bind parameter " + (index + 1));
        }
        return text;
    }
}
