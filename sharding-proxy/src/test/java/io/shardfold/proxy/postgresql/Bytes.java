package io.shardfold.proxy.postgresql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Bytes as tests write them. */
final class Bytes {

    private Bytes() {}

    /** Blanks in the digits are for the reader. */
    static ByteBuf hex(String digits) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits.replace(" ", "")));
    }

    /** Text, in which {@code |} stands for a zero byte. */
    static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text.replace('|', '\0'), StandardCharsets.UTF_8);
    }

    static ByteBuf join(ByteBuf... parts) {
        return Unpooled.wrappedBuffer(parts);
    }

    static ByteBuf int4(int value) {
        return Unpooled.buffer(4).writeInt(value);
    }

    static ByteBuf int2(int value) {
        return Unpooled.buffer(2).writeShort(value);
    }

    static String hexOf(ByteBuf buffer) {
        return ByteBufUtil.hexDump(buffer);
    }
}
