package io.shardfold.proxy.client;

/**
 * The limits of a proxy. Everything that a client can make grow has one.
 *
 * @param connectionsMax clients at once; also the most threads that their statements take
 * @param loginPacketBytesMax one message before the login has succeeded
 * @param packetBytesMax one message after it
 * @param pendingBytesMax messages that a client has sent ahead; above it, its socket isn't read
 * @param loginMillisMax from the connection to the end of the login
 * @param idleMillisMax without a message while nothing runs; 0 for no limit
 * @param writeMillisMax that a client may not take what is sent to it
 * @param shutDownMillisMax that statements which run at a shutdown may go on
 * @param preparedStatementsMax per client
 */
public record Limits(
        int connectionsMax,
        int loginPacketBytesMax,
        int packetBytesMax,
        int pendingBytesMax,
        long loginMillisMax,
        long idleMillisMax,
        long writeMillisMax,
        long shutDownMillisMax,
        int preparedStatementsMax) {

    public static final Limits DEFAULT =
            new Limits(
                    1000,
                    70_000,
                    64 << 20,
                    1 << 20,
                    10_000,
                    8 * 3_600_000L,
                    60_000,
                    10_000,
                    16_382);

    public Limits {
        require(
                connectionsMax >= 1 && connectionsMax <= 1_000_000,
                "connectionsMax",
                connectionsMax);
        require(loginPacketBytesMax >= 4096, "loginPacketBytesMax", loginPacketBytesMax);
        // A login's message is held to the smaller limit, so it must be the smaller.
        require(packetBytesMax >= loginPacketBytesMax, "packetBytesMax", packetBytesMax);
        require(packetBytesMax <= 1 << 30, "packetBytesMax", packetBytesMax);
        require(pendingBytesMax >= 0, "pendingBytesMax", pendingBytesMax);
        require(loginMillisMax > 0, "loginMillisMax", loginMillisMax);
        require(idleMillisMax >= 0, "idleMillisMax", idleMillisMax);
        require(writeMillisMax > 0, "writeMillisMax", writeMillisMax);
        require(shutDownMillisMax >= 0, "shutDownMillisMax", shutDownMillisMax);
        require(preparedStatementsMax >= 1, "preparedStatementsMax", preparedStatementsMax);
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " can't be " + value);
        }
    }

    public Limits withConnectionsMax(int count) {
        return new Limits(
                count,
                loginPacketBytesMax,
                packetBytesMax,
                pendingBytesMax,
                loginMillisMax,
                idleMillisMax,
                writeMillisMax,
                shutDownMillisMax,
                preparedStatementsMax);
    }

    public Limits withPacketBytesMax(int bytes) {
        return new Limits(
                connectionsMax,
                loginPacketBytesMax,
                bytes,
                pendingBytesMax,
                loginMillisMax,
                idleMillisMax,
                writeMillisMax,
                shutDownMillisMax,
                preparedStatementsMax);
    }

    public Limits withTimes(long login, long idle, long write, long shutDown) {
        return new Limits(
                connectionsMax,
                loginPacketBytesMax,
                packetBytesMax,
                pendingBytesMax,
                login,
                idle,
                write,
                shutDown,
                preparedStatementsMax);
    }
}
