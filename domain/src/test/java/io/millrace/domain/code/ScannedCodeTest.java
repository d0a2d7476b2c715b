package io.millrace.domain.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScannedCodeTest {
    private static final List<EmbeddedFormat> LABELS =
            List.of(new EmbeddedFormat("21IIIIIPPPPPC", 2), new EmbeddedFormat("22IIIIIWWWWWC", 3));
    private static final String SEPARATOR = "\u001D";

    /// The examples of GS1's General Specifications, and products on shelves.
    @ParameterizedTest
    @ValueSource(strings = {"629104150021", "400638133393", "9638507", "1234567890123", "03600029145"})
    void shouldKnowTheCheckDigitOfAGtin(String withoutCheckDigit) {
        String gtin = withoutCheckDigit + Gtin.checkDigit(withoutCheckDigit);

        assertThat(Gtin.isValid(gtin)).isTrue();
        assertThat(Gtin.checkDigit("629104150021")).isEqualTo(3);
        assertThat(Gtin.checkDigit("400638133393")).isEqualTo(1);
        assertThat(Gtin.checkDigit("03600029145")).isEqualTo(2);
    }

    @Property
    void shouldSeeEveryWrongDigitOfAGtin(
            @ForAll @LongRange(min = 0, max = 999_999_999_999L) long number, @ForAll int at) {
        String digits = String.format("%012d", number);
        String gtin = digits + Gtin.checkDigit(digits);
        int place = Math.floorMod(at, gtin.length());
        char wrong = (char) ('0' + (gtin.charAt(place) - '0' + 1) % 10);

        assertThat(Gtin.isValid(gtin)).isTrue();
        assertThat(Gtin.isValid(gtin.substring(0, place) + wrong + gtin.substring(place + 1)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "036000291452, 0036000291452", // as UPC-A and as EAN-13
        "4006381333931, 04006381333931",
        "04011, 4011", // a PLU
        "'4006381333931 ', 4006381333931",
    })
    void shouldFindOneItemByAllWritingsOfItsNumber(String one, String other) {
        assertThat(ScannedCode.of(one, List.of()).key()).isEqualTo(ScannedCode.keyOf(other));
    }

    @Test
    void shouldTakeAPriceOutOfALabel() {
        String label = "211234500799" + Gtin.checkDigit("211234500799");

        assertThat(ScannedCode.of(label, LABELS)).isEqualTo(new ScannedCode("12345", new Carried.Price(79_900)));
    }

    @Test
    void shouldTakeAWeightOutOfALabel() {
        String label = "220000701250" + Gtin.checkDigit("220000701250");

        assertThat(ScannedCode.of(label, LABELS)).isEqualTo(new ScannedCode("7", new Carried.Weight(1_250)));
    }

    @Test
    void shouldNotTrustALabelWhoseCheckDigitIsWrong() {
        int right = Gtin.checkDigit("211234500799");

        ScannedCode code = ScannedCode.of("211234500799" + (right + 1) % 10, LABELS);

        assertThat(code.carried()).isEqualTo(Carried.Nothing.NOTHING);
        assertThat(code.key()).startsWith("2112345");
    }

    @Test
    void shouldReadElementStringsAsPrintedAndAsScanned() {
        ScannedCode weighed = new ScannedCode("09501101530003", new Carried.Weight(750));
        ScannedCode priced = new ScannedCode("09501101530003", new Carried.Price(124_500));

        assertThat(ScannedCode.of("(01)09501101530003(3103)000750(10)LOT-7", List.of()))
                .isEqualTo(weighed);
        assertThat(ScannedCode.of("]e0010950110153000331030007501712123110LOT-7", List.of()))
                .isEqualTo(weighed);
        assertThat(ScannedCode.of("01095011015300033922" + "1245" + SEPARATOR + "10A", List.of()))
                .isEqualTo(priced);
        assertThat(ScannedCode.of("(02)09501101530003(37)24", List.of()).carried())
                .isEqualTo(new Carried.Count(24));
        assertThat(ScannedCode.of("(01)09501101530003(3932)9781245", List.of())).isEqualTo(priced);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "()",
                "(01)",
                "(01)123",
                "(01)09501101530004",
                "(3103)000750",
                "0109501101530003310",
                "01095011015300033103",
                "]C1",
                "99999999999999999999999999999999999999",
                "0109501101530003310300075X",
                "http://example.org/01/09501101530003"
            })
    void shouldTakeWhatItCantReadAsItStands(String malformed) {
        ScannedCode code = ScannedCode.of(malformed, LABELS);

        assertThat(code).isEqualTo(new ScannedCode(ScannedCode.keyOf(malformed.strip()), Carried.Nothing.NOTHING));
    }

    @ParameterizedTest
    @CsvSource({
        "21IIIII, has no value",
        "IIIIIPPPPPC, begins with no digits",
        "21IIPPIIPPPPC, has its item in two pieces",
        "21IIIIIPPPWWC, has a price and a weight",
        "21IIIIICPPPPP, has its check digit inside",
        "21IIIIIPPPPPPPPPPPPPPPC, is too long",
        "'', is empty"
    })
    void shouldRefuseAPatternThatCantBe(String pattern, String why) {
        assertThatThrownBy(() -> new EmbeddedFormat(pattern, 2)).as(why).hasMessageContaining("'" + pattern + "'");
    }
}
