package io.millrace.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/// One JSON object a line: time (UTC), level, logger, thread, message, then the event's own fields and the stack trace.
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
            try (JsonGenerator generator = json.createGenerator(bytes)) {
                write(event, generator);
            }
            bytes.append('\n');
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void write(ILoggingEvent event, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("time", event.getInstant().toString());
        generator.writeStringField("level", event.getLevel().toString());
        generator.writeStringField("logger", event.getLoggerName());
        generator.writeStringField("thread", event.getThreadName());
        generator.writeStringField("message", event.getFormattedMessage());
        fields(event.getMDCPropertyMap(), event.getKeyValuePairs(), generator);
        @Nullable IThrowableProxy trouble = event.getThrowableProxy();
        if (trouble != null) {
            generator.writeStringField("error", ThrowableProxyUtil.asString(trouble));
        }
        generator.writeEndObject();
    }

    private static void fields(Map<String, String> context, @Nullable List<KeyValuePair> pairs, JsonGenerator generator)
            throws IOException {
        if (context.isEmpty() && pairs == null) {
            return;
        }
        generator.writeObjectFieldStart("fields");
        for (Map.Entry<String, String> entry : context.entrySet()) {
            generator.writeStringField(entry.getKey(), entry.getValue());
        }
        for (KeyValuePair pair : pairs == null ? List.<KeyValuePair>of() : pairs) {
            generator.writeStringField(pair.key, String.valueOf(pair.value));
        }
        generator.writeEndObject();
    }
}
