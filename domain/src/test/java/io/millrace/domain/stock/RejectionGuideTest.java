package io.millrace.domain.stock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RejectionGuideTest {
    private static final Path GUIDE = Path.of("../docs/guides/pos-vendors.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([A-Z_]+)` \\| .{20,} \\| .{10,} \\|$");

    @Test
    void shouldExplainEveryReasonInItsOrderOfPrecedence() throws IOException {
        List<String> explained = ROW.matcher(Files.readString(GUIDE))
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(explained)
                .containsExactlyElementsOf(
                        Arrays.stream(Rejection.values()).map(Rejection::name).toList());
    }
}
