package io.shardfold.jdbc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.SQLXML;
import javax.xml.transform.Result;
import javax.xml.transform.Source;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/** An XML value in memory, which the shard's driver makes its own when it is bound. */
final class MemoryXml implements SQLXML {

    private String text;
    private ByteArrayOutputStream bytes;
    private StringWriter characters;
    private boolean freed;

    MemoryXml(String text) {
        this.text = text;
    }

    private String text() throws SQLException {
        requireUsable();
        if (bytes != null) {
            text = bytes.toString(StandardCharsets.UTF_8);
        } else if (characters != null) {
            text = characters.toString();
        }
        if (text == null) {
            throw SqlErrors.misuse("The SQLXML has no value yet.");
        }
        return text;
    }

    private void requireUsable() throws SQLException {
        if (freed) {
            throw SqlErrors.closed("The SQLXML");
        }
    }

    /** One write only, as {@link SQLXML} has it. */
    private void requireUnset() throws SQLException {
        requireUsable();
        if (text != null || bytes != null || characters != null) {
            throw SqlErrors.misuse("The SQLXML has its value already.");
        }
    }

    @Override
    public void free() {
        freed = true;
        text = null;
        bytes = null;
        characters = null;
    }

    @Override
    public InputStream getBinaryStream() throws SQLException {
        return new ByteArrayInputStream(text().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public OutputStream setBinaryStream() throws SQLException {
        requireUnset();
        bytes = new ByteArrayOutputStream();
        return bytes;
    }

    @Override
    public Reader getCharacterStream() throws SQLException {
        return new StringReader(text());
    }

    @Override
    public Writer setCharacterStream() throws SQLException {
        requireUnset();
        characters = new StringWriter();
        return characters;
    }

    @Override
    public String getString() throws SQLException {
        return text();
    }

    @Override
    public void setString(String value) throws SQLException {
        requireUnset();
        text = value;
    }

    @Override
    public <T extends Source> T getSource(Class<T> type) throws SQLException {
        if (type != null && type != StreamSource.class) {
            throw SqlErrors.notSupported("A SQLXML source other than StreamSource");
        }
        // The caller's T is StreamSource here, or unchecked by the caller itself with null.
        @SuppressWarnings("unchecked")
        T source = (T) new StreamSource(getCharacterStream());
        return source;
    }

    @Override
    public <T extends Result> T setResult(Class<T> type) throws SQLException {
        if (type != null && type != StreamResult.class) {
            throw SqlErrors.notSupported("A SQLXML result other than StreamResult");
        }
        @SuppressWarnings("unchecked")
        T result = (T) new StreamResult(setCharacterStream());
        return result;
    }
}
