package io.millrace.domain.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.domain.Quantity;
import io.millrace.domain.Sku;
import io.millrace.domain.code.Article.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpreterTest {
    private static final TestArticle MILK = new TestArticle("milk", "EA", Map.of("CASE", 12_000L), List.of());
    private static final TestArticle HAM = new TestArticle("ham", "KG", Map.of(), List.of());
    private static final TestArticle BASKET = new TestArticle(
            "basket", "EA", Map.of(), List.of(part("milk", 2_000), part("ham", 250), part("breakfast", 1_000)));
    private static final TestArticle BREAKFAST =
            new TestArticle("breakfast", "EA", Map.of(), List.of(part("egg", 6_000)));
    private static final String MILK_CODE = "4006381333931";
    private static final String CASE_CODE = "14006381333938";

    private final Interpreter interpreter = new Interpreter(new TestListing());

    private record TestArticle(String id, String unit, Map<String, Long> packs, List<Part> parts) implements Article {
        @Override
        public Sku item() {
            return Sku.of(id);
        }

        @Override
        public OptionalLong pack(String name) {
            Long quantity = packs.get(name);
            return quantity == null ? OptionalLong.empty() : OptionalLong.of(quantity);
        }
    }

    private static final class TestListing implements Listing {
        private final Map<String, TestArticle> articles =
                Map.of("milk", MILK, "ham", HAM, "basket", BASKET, "breakfast", BREAKFAST);
        private final Map<String, Hit> codes = Map.of(
                ScannedCode.keyOf(MILK_CODE),
                new Hit(MILK, 1_000),
                ScannedCode.keyOf(CASE_CODE),
                new Hit(MILK, 12_000),
                "777",
                new Hit(HAM, 1_000),
                "888",
                new Hit(BASKET, 1_000));

        @Override
        public boolean isKit(String item) {
            return articles.containsKey(item) && !articles.get(item).parts().isEmpty();
        }

        @Override
        public Optional<Article> article(Sku item) {
            return Optional.ofNullable(articles.get(item.value()));
        }

        @Override
        public Optional<Hit> byCode(String key) {
            return Optional.ofNullable(codes.get(key));
        }

        @Override
        public List<EmbeddedFormat> formats() {
            return List.of(new EmbeddedFormat("21IIIIIPPPPPC", 2), new EmbeddedFormat("22IIIIIWWWWWC", 3));
        }
    }

    @Test
    void shouldTakeALineThatNamesItsItemAsItStands() {
        Meant meant = interpreter.whole(Said.of(Sku.of("milk"), 3_000));

        assertThat(meant).isEqualTo(new Meant(Sku.of("milk"), 3_000, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "milk, 2, CASE, 24",
        "milk, 2, PCE, 2",
        "milk, 1, DZN, 12",
        "ham, 250, g, 0.25",
        "ham, 1, LB, 0.454",
        "ham, 1.5, kgm, 1.5",
    })
    void shouldTurnAQuantityIntoTheItemsOwnUnit(String item, String quantity, String unit, String own) {
        Meant meant = interpreter.whole(said(item, "", quantity, unit, OptionalLong.empty()));

        assertThat(meant.thousandths()).isEqualTo(thousandths(own));
        assertThat(meant.meaning().map(Meaning::understood).orElse(true)).isTrue();
    }

    @Test
    void shouldMarkAQuantityThatCantBeTurned() {
        Meant meant = interpreter.whole(said("ham", "", "2", "EA", OptionalLong.empty()));

        assertThat(meant.thousandths()).isEqualTo(2_000);
        assertThat(meant.meaning())
                .hasValueSatisfying(meaning -> assertThat(meaning.understood()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        MILK_CODE + ", 3, , milk, 3",
        CASE_CODE + ", 2, , milk, 24",
        CASE_CODE + ", 2, EA, milk, 2", // the sender counted pieces
        "(01)" + CASE_CODE + "(37)10, 1, , milk, 10",
        "2200777012506, 1, , ham, 1.25",
        "2200777012506, 2, EA, ham, 2.5",
        "2200777012506, 1.3, KG, ham, 1.3", // the sender weighed
        "2100777005004, 1, , ham, 0.5", // 5.00 at 10.00 a kilogram
    })
    void shouldFindItemAndQuantityByTheCode(String code, String quantity, String unit, String item, String own) {
        String label = code.startsWith("2") ? code.substring(0, 12) + Gtin.checkDigit(code.substring(0, 12)) : code;

        Meant meant = interpreter.whole(said("", label, quantity, unit, OptionalLong.of(100_000)));

        assertThat(meant.item()).isEqualTo(Sku.of(item));
        assertThat(meant.thousandths()).isEqualTo(thousandths(own));
    }

    @Test
    void shouldMarkAPriceThatSaysNoWeightBecauseNobodySaidWhatAKilogramCosts() {
        String label = "210077700500" + Gtin.checkDigit("210077700500");

        Meant meant = interpreter.whole(said("", label, "1", null, OptionalLong.empty()));

        assertThat(meant.item()).isEqualTo(Sku.of("ham"));
        assertThat(meant.meaning())
                .hasValueSatisfying(meaning -> assertThat(meaning.understood()).isFalse());
    }

    @Test
    void shouldBookAnUnknownCodeUnderItself() {
        Meant meant = interpreter.whole(said("", "9638507X", "1", null, OptionalLong.empty()));

        assertThat(meant).isEqualTo(new Meant(Sku.of("9638507X"), 1_000, Optional.empty()));
    }

    @Test
    void shouldBookLabelsOfAnUnknownItemUnderThatItem() {
        String label = "220099901250" + Gtin.checkDigit("220099901250");

        assertThat(interpreter
                        .whole(said("", label, "1", null, OptionalLong.empty()))
                        .item())
                .isEqualTo(Sku.of("999"));
    }

    @Test
    void shouldRefuseACodeThatCantBeAnItem() {
        assertThatThrownBy(() -> interpreter.whole(said("", "a b|c", "1", null, OptionalLong.empty())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTakeAKitApartAndKitsInsideIt() {
        List<Meant> parts = interpreter.parts(said("", "888", "2", null, OptionalLong.empty()));

        assertThat(parts)
                .extracting(Meant::item, Meant::thousandths)
                .containsExactly(
                        tuple(Sku.of("milk"), 4_000L), tuple(Sku.of("ham"), 500L), tuple(Sku.of("egg"), 12_000L));
        assertThat(parts)
                .allSatisfy(
                        part -> assertThat(part.meaning().orElseThrow().kit()).contains(Sku.of("basket")));
    }

    @Property
    void shouldGiveEachPartAShareOfTheAmountAndLoseNothing(
            @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 1, max = 1_000_000) Long> quantities,
            @ForAll @LongRange(min = -1_000_000_000, max = 1_000_000_000) long amount) {
        long all = quantities.stream().mapToLong(Long::longValue).sum();
        long before = 0;
        long shared = 0;
        for (long quantity : quantities) {
            long share = new Meaning.Share(before, before + quantity, all).part(amount);
            assertThat(Math.abs(share - (double) amount * quantity / all)).isLessThanOrEqualTo(1);
            shared += share;
            before += quantity;
        }

        assertThat(shared).isEqualTo(amount);
    }

    private static Said said(String item, String code, String quantity, String unit, OptionalLong unitPrice) {
        return new Said(
                item.isEmpty() ? Optional.empty() : Optional.of(Sku.of(item)),
                code,
                thousandths(quantity),
                Optional.ofNullable(unit),
                unitPrice);
    }

    private static long thousandths(String quantity) {
        return Quantity.parse(quantity).thousandths();
    }

    private static Part part(String item, long thousandths) {
        return new Part(Sku.of(item), thousandths);
    }
}
