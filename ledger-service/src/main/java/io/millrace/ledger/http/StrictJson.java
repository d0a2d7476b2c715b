package io.millrace.ledger.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.regex.Pattern;

/// Reads JSON of strangers: nothing deep, nothing endless, nothing that two readers could understand differently.
public final class StrictJson {
    /// How deep what we read may be; what we ask for is never deeper than ten.
    public static final int DEPTH_MAX = 32;

    private static final int TEXT_MAX = 1 << 20;
    private static final int NUMBER_MAX = 100;
    private static final int NAME_MAX = 1_000;
    /// Where the library's messages begin to tell of its own classes and settings.
    private static final Pattern OF_THE_LIBRARY = Pattern.compile(" \\(of type| \\(bound| for `|: not allowed");

    /// Makes parsers. Who reads with them sees to it that no name is given twice.
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEPTH_MAX)
                    .maxStringLength(TEXT_MAX)
                    .maxNumberLength(NUMBER_MAX)
                    .maxNameLength(NAME_MAX)
                    .build())
            .build();

    /// Reads whole values; a name given twice is refused.
    public static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    private StrictJson() {}

    /// What is wrong with it, without anything of our own inside.
    public static String reason(IOException notJson) {
        return notJson instanceof JsonProcessingException known
                ? OF_THE_LIBRARY.split(known.getOriginalMessage(), 2)[0]
                : "it is not complete, or not UTF-8";
    }
}
