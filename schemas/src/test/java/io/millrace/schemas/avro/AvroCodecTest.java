package io.millrace.schemas.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.domain.Money;
import io.millrace.domain.Quantity;
import io.millrace.events.pos.LineKind;
import io.millrace.events.pos.SaleLine;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvroCodecTest {
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                1,
                -1,
                127,
                128,
                -128,
                -129,
                255,
                256,
                32_767,
                32_768,
                -32_769,
                999_999_999_999_999_999L,
                -999_999_999_999_999_999L,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void shouldWriteADecimalAsBigIntegerDoes(long unscaled) {
        // given
        byte[] expected = BigInteger.valueOf(unscaled).toByteArray();
        AvroWriter writer = new AvroWriter(16);

        // when
        writer.writeDecimal(unscaled);

        // then
        byte[] written = writer.toByteArray();
        assertThat(written[0]).isEqualTo((byte) (expected.length << 1));
        assertThat(written).hasSize(expected.length + 1).endsWith(expected);
        assertThat(new AvroReader(written, 0, written.length).readDecimal()).isEqualTo(unscaled);
    }

    @Test
    void shouldReadADecimalWhenItHasNeedlessLeadingBytes() {
        assertThat(decimal("14 ff ff ff ff ff ff ff ff ff fe")).isEqualTo(-2);
        assertThat(decimal("14 00 00 00 00 00 00 00 00 01 00")).isEqualTo(256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"12 00 80 00 00 00 00 00 00 00", "12 01 00 00 00 00 00 00 00 00", "12 ff 7f ff ff ff ff ff ff ff"
            })
    void shouldRefuseADecimalWhenItDoesNotFitALong(String hex) {
        assertThatThrownBy(() -> decimal(hex))
                .isInstanceOf(MalformedAvroException.class)
                .hasMessageContaining("more than 18 digits");
    }

    @Test
    void shouldRefuseADecimalWhenItHasNoBytes() {
        assertThatThrownBy(() -> decimal("00")).hasMessageContaining("a decimal has no bytes");
    }

    @Test
    void shouldRefuseAQuantityWhenItHasMoreThan18Digits() {
        // given
        AvroWriter writer = new AvroWriter(16);
        writer.writeDecimal(1_000_000_000_000_000_000L);
        byte[] data = writer.toByteArray();

        // then
        assertThatThrownBy(() -> new Quantity(new AvroReader(data, 0, data.length).readDecimal()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("quantity 1000000000000000.000 has more than 18 digits");
    }

    @Test
    void shouldRefuseAUuidWhenItIsNotOne() {
        AvroWriter writer = new AvroWriter(64);
        writer.writeString("3f1e8f3a-5d0c-4b6e-9d55-0a3c1f2b7e1g");
        byte[] data = writer.toByteArray();

        assertThatThrownBy(() -> new AvroReader(data, 0, data.length).readUuid())
                .hasMessageContaining("'3f1e8f3a-5d0c-4b6e-9d55-0a3c1f2b7e1g' is not a UUID");
    }

    @Test
    void shouldReadAUuidInCapitals() {
        AvroWriter writer = new AvroWriter(64);
        writer.writeString("3F1E8F3A-5D0C-4B6E-9D55-0A3C1F2B7E10");
        byte[] data = writer.toByteArray();

        assertThat(new AvroReader(data, 0, data.length).readUuid())
                .isEqualTo(UUID.fromString("3f1e8f3a-5d0c-4b6e-9d55-0a3c1f2b7e10"));
    }

    @Test
    void shouldRefuseAnArrayWhenItClaimsMoreElementsThanBytes() {
        AvroWriter writer = new AvroWriter(64);
        writer.writeLong(Integer.MAX_VALUE);
        byte[] data = writer.toByteArray();

        assertThatThrownBy(() -> new AvroReader(data, 0, data.length).readArray(AvroReader::readLong))
                .hasMessageContaining("a block of 2147483647 elements is longer than the record");
    }

    @Test
    void shouldReadAnArrayWhenItComesInBlocksWithSizes() {
        // Two blocks, the first with a negative count and its size in bytes, as other writers produce them.
        byte[] data = HexFormat.ofDelimiter(" ").parseHex("03 04 02 04 02 06 00");

        assertThat(new AvroReader(data, 0, data.length).readArray(AvroReader::readLong))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldCutTimesToWhatTravelsAndKeepMoneyAndQuantityApart() {
        SaleLine line = SaleLine.builder()
                .number(1)
                .kind(LineKind.SALE)
                .itemId("milk")
                .quantity(Quantity.parse("1.5"))
                .unitPrice(Money.parse("0.9999"))
                .build();

        assertThat(line.quantity().thousandths()).isEqualTo(1500);
        assertThat(line.unitPrice()).isEqualTo(new Money(9999));
        assertThat(line.attributes()).isEmpty();
        assertThat(AvroRecord.toMicros(Instant.ofEpochSecond(1, 1_999))).isEqualTo(Instant.ofEpochSecond(1, 1_000));
    }

    @Test
    void shouldNameTheFieldWhenSomethingRequiredIsMissing() {
        assertThatThrownBy(
                        () -> SaleLine.builder().number(1).kind(LineKind.SALE).build())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("SaleLine.quantity");
        assertThatThrownBy(() -> SaleLine.builder().kind(LineKind.SALE).build()).hasMessage("SaleLine.number");
    }

    private static long decimal(String hex) {
        byte[] data = HexFormat.ofDelimiter(" ").parseHex(hex);
        return new AvroReader(data, 0, data.length).readDecimal();
    }
}
