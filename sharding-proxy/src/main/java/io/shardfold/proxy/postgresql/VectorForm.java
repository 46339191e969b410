package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.shardfold.core.error.StatementException;

/** int2vector and oidvector: {@code 1 2} in text, an array from 0 on in binary format. */
record VectorForm(PostgresqlType element) implements BinaryForm {

    @Override
    public void write(String text, ByteBuf out) {
        String[] values = text.isEmpty() ? new String[0] : text.split(" ");
        out.writeInt(1);
        out.writeInt(0);
        out.writeInt(element.oid());
        out.writeInt(values.length);
        out.writeInt(0);
        for (String value : values) {
            ArrayForm.writeValue(element.binary(), value, out);
        }
    }

    @Override
    public String read(ByteBuf in) {
        throw StatementException.notSupported(
                "a vector parameter in binary format",
                StatementException.NO_POSITION,
                "Send it as text.");
    }
}
