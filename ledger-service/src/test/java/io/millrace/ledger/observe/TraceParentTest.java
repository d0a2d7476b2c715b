package io.millrace.ledger.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void shouldReadWhatW3cSays() {
        TraceParent read = TraceParent.parse("00-" + TRACE + "-" + SPAN + "-01").orElseThrow();

        assertThat(read).isEqualTo(new TraceParent(TRACE, SPAN, true));
        assertThat(read.text()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
    }

    @Test
    void shouldReadAVersionToComeAsFarAsItIsKnown() {
        assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-02-what-will-be"))
                .contains(new TraceParent(TRACE, SPAN, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x"
            })
    void shouldIgnoreWhatIsMalformed(String header) {
        assertThat(TraceParent.parse(header)).isEmpty();
    }
}
