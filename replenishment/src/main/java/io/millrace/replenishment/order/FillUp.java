package io.millrace.replenishment.order;

import io.millrace.replenishment.order.Step.Stage;
import io.millrace.replenishment.policy.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What an order can be filled up to: a supplier's minimum or price break, in money, or full trucks, in space.
///
/// @param bySpace whether it is told in space, else in money
/// @param least what the order must be worth besides
record FillUp(double aim, boolean bySpace, Stage stage, String what, double least) {
    /// All that lies above the order as it is.
    static Stream<FillUp> above(List<Offer> offers, SupplierTerms terms) {
        double money = offers.stream().mapToDouble(Offer::money).sum();
        double space = offers.stream().mapToDouble(Offer::space).sum();
        double least = terms.minimum();
        Stream<FillUp> minimum = Stream.of(new FillUp(least, false, Stage.SUPPLIER, "the minimum of ", least));
        Stream<FillUp> breaks = terms.priceBreaks().stream()
                .map(each -> new FillUp(each.from(), false, Stage.PRICE_BREAK, "the price break at ", least));
        Stream<FillUp> trucks = terms.truck().isPaidFor() && space > 0
                ? Stream.of(new FillUp(terms.truck().full(space), true, Stage.SUPPLIER, "full trucks of ", least))
                : Stream.empty();
        return Stream.of(minimum, breaks, trucks)
                .flatMap(each -> each)
                .filter(fillUp -> fillUp.aim() > (fillUp.bySpace() ? space : money))
                .filter(fillUp -> fillUp.bySpace() || fillUp.aim() >= least);
    }

    /// Adds the pack that is worth most for its money or space until the aim is reached; empty if it cannot be.
    Optional<List<Offer>> filled(List<Offer> offers, double budget) {
        List<Offer> filled = new ArrayList<>(offers);
        String reason = "filled up to " + what + Numbers.shown(aim);
        while (reached(filled) < aim) {
            int best = -1;
            double bestRate = Double.NEGATIVE_INFINITY;
            double money = filled.stream().mapToDouble(Offer::money).sum();
            for (int i = 0; i < filled.size(); i++) {
                Offer offer = filled.get(i);
                double more = offer.more();
                double packs = more - offer.line().units();
                boolean fits = !bySpace || reached(filled) + packs * offer.spacePerUnit() <= aim;
                if (packs * each(offer) > 0
                        && fits
                        && money + packs * offer.terms().unitCost() <= budget
                        && offer.rate(more, each(offer)) > bestRate) {
                    best = i;
                    bestRate = offer.rate(more, each(offer));
                }
            }
            if (best < 0) {
                // A truck that is nearly full is worth comparing, too.
                return bySpace ? Optional.of(filled).filter(this::isEnough) : Optional.empty();
            }
            Offer offer = filled.get(best);
            filled.set(best, offer.at(offer.more(), stage, reason));
        }
        return Optional.of(filled).filter(this::isEnough);
    }

    private boolean isEnough(List<Offer> offers) {
        return offers.stream().mapToDouble(Offer::money).sum() >= least;
    }

    private double each(Offer offer) {
        return bySpace ? offer.spacePerUnit() : offer.terms().unitCost();
    }

    private double reached(List<Offer> offers) {
        return offers.stream()
                .mapToDouble(bySpace ? Offer::space : Offer::money)
                .sum();
    }
}
