package io.millrace.replenishment.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.domain.LocationId;
import io.millrace.forecasting.QuantileCurve;
import io.millrace.replenishment.network.FairShare.Store;
import io.millrace.replenishment.network.WarehouseDemand.StorePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private static final LocationId WAREHOUSE = LocationId.of("warehouse");
    private static final StoreSource HERE = new StoreSource.FromWarehouse(WAREHOUSE);

    @Test
    void shouldAddUpDistributionsAndNotMeansWhenStoresOrderNowAndThen() {
        List<StorePlan> plans = new ArrayList<>();
        for (int store = 0; store < 25; store++) {
            plans.add(new StorePlan(LocationId.of("s" + store), HERE, List.of(List.of(0.0, 0.0), List.of(10.0, 0.0))));
        }
        plans.add(new StorePlan(LocationId.of("other"), new StoreSource.FromSupplier("mill"), List.of(List.of(900.0))));

        QuantileCurve demand =
                WarehouseDemand.sample(WAREHOUSE, plans, 2, 4_000, 5).sum(0, 2);

        // Binomial with 25 trials of one half, in tens: mean 125, deviation 25.
        assertThat(demand.mean()).isCloseTo(125, within(2.0));
        assertThat(Math.sqrt(demand.variance())).isCloseTo(25, within(2.0));
        assertThat(demand.quantile(0.95)).isCloseTo(166, within(6.0));
        assertThat(WarehouseDemand.sample(WAREHOUSE, plans, 2, 4_000, 5).sum(0, 2))
                .isEqualTo(demand);
    }

    @Test
    void shouldGiveEveryStoreWhatItAskedForWhenThereIsEnough() {
        assertThat(FairShare.share(30, 6, List.of(store("a", 10, 0, 60), store("b", 20, 0, 60))))
                .isEqualTo(Map.of(LocationId.of("a"), 10L, LocationId.of("b"), 20L));
    }

    @Test
    void shouldEvenOutTheRiskWhenOneStoreStillHasStock() {
        var shares = FairShare.share(10, 1, List.of(store("bare", 50, 0, 20), store("full", 50, 10, 20)));

        // Equal demand, 20 units in all to meet it: 10 for each.
        assertThat(shares).isEqualTo(Map.of(LocationId.of("bare"), 10L, LocationId.of("full"), 0L));
    }

    @Test
    void shouldGiveTheOddPackToTheLargestRemainder() {
        var shares = FairShare.share(
                10, 10, List.of(store("a", 10, 0, 340), store("b", 10, 0, 330), store("c", 10, 0, 330)));

        assertThat(shares.get(LocationId.of("a"))).isEqualTo(4);
        assertThat(shares.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10);
    }

    @Property(tries = 200)
    void shouldShareWholePacksWithinWhatIsThereAndAskedFor(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 0, max = 200) int available) {
        Random random = new Random(seed);
        List<Store> stores = new ArrayList<>();
        for (int store = 0; store < 8; store++) {
            stores.add(store("s" + store, random.nextInt(40), random.nextInt(30), random.nextInt(120)));
        }

        var shares = FairShare.share(available, 4, stores);

        long asked = stores.stream().mapToLong(Store::asked).sum();
        assertThat(shares.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(Math.min(asked, available));
        assertThat(stores)
                .allSatisfy(store -> assertThat(shares.get(store.location())).isBetween(0L, store.asked()));
        assertThat(FairShare.share(available, 4, stores)).isEqualTo(shares);
    }

    /// Demand from 0 to `most`, equally likely.
    private static Store store(String name, long asked, double stock, double most) {
        double[] values = new double[QuantileCurve.gridSize()];
        for (int index = 0; index < values.length; index++) {
            values[index] = QuantileCurve.gridLevel(index) * most;
        }
        return new Store(LocationId.of(name), asked, stock, QuantileCurve.of(values));
    }
}
