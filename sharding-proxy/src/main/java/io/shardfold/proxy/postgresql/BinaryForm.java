package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;

/**
 * How a type's values look in binary format, told by their text.
 *
 * <p>Source: the send and receive functions of PostgreSQL's types, as the protocol shows them.
 */
interface BinaryForm {

    /**
     * Appends the value's bytes, without their length.
     *
     * @param text as the database writes it
     * @throws io.shardfold.core.error.StatementException 0A000 where the text is of a form that
     *     isn't known, such as an interval in another style than PostgreSQL's own
     */
    void write(String text, ByteBuf out);

    /**
     * The value's text, in a form that the database reads.
     *
     * @param in the value's bytes, all of which must be read
     * @throws io.shardfold.core.error.StatementException 08P01 where bytes are missing, 22P03 where
     *     they can't be a value
     */
    String read(ByteBuf in);
}
