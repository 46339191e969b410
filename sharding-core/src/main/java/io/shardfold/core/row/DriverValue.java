package io.shardfold.core.row;

/**
 * A parameter that a plain Java object doesn't say all about: a timestamp with a calendar, a stream
 * with a length.
 *
 * <p>The execution seam that knows the target's kind asks for it; what stands between only carries
 * it.
 */
public interface DriverValue {

    /**
     * The value for routing, as good as it can be known without consuming it; null for SQL NULL or
     * where it can't.
     */
    Object plainValue();

    /**
     * Hands the value over.
     *
     * @param target the driver's statement, such as {@code java.sql.PreparedStatement}
     * @param index one-based
     * @throws Exception whatever the driver throws
     */
    void bind(Object target, int index) throws Exception;
}
