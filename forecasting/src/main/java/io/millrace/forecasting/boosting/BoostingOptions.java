package io.millrace.forecasting.boosting;

/// How much is learned, and how carefully.
///
/// @param trees how many trees
/// @param learningRate the part of each tree that is added
/// @param leaves the most leaves of a tree, 64 at most
/// @param rowsPerLeaf the fewest rows a leaf must hold
/// @param rowShare the share of the rows each tree sees
/// @param featureShare the share of the features each tree sees
/// @param shrinkage added to the rows of a leaf when its mean is taken
/// @param independent whether trees know nothing of each other, and their mean counts: a forest
public record BoostingOptions(
        int trees,
        double learningRate,
        int leaves,
        int rowsPerLeaf,
        double rowShare,
        double featureShare,
        double shrinkage,
        boolean independent) {
    private static final int LEAVES_IN_FOREST = 4;

    /// Trees that each correct what those before them left.
    public BoostingOptions(
            int trees,
            double learningRate,
            int leaves,
            int rowsPerLeaf,
            double rowShare,
            double featureShare,
            double shrinkage) {
        this(trees, learningRate, leaves, rowsPerLeaf, rowShare, featureShare, shrinkage, false);
    }

    public BoostingOptions {
        if (trees < 1 || leaves < 2 || leaves > Tree.MOST_LEAVES || rowsPerLeaf < 1) {
            throw new IllegalArgumentException("Boosting needs a tree, 2 to " + Tree.MOST_LEAVES
                    + " leaves and a row in each, not " + trees + ", " + leaves + " and " + rowsPerLeaf);
        }
        if (!(rowShare > 0 && rowShare <= 1) || !(featureShare > 0 && featureShare <= 1)) {
            throw new IllegalArgumentException("The shares of rows and features lie above 0 and up to 1, not at "
                    + rowShare + " and " + featureShare);
        }
    }

    /// The same, with at least so many rows in each leaf.
    public BoostingOptions withRowsPerLeaf(int least) {
        return new BoostingOptions(
                trees,
                learningRate,
                leaves,
                Math.max(rowsPerLeaf, least),
                rowShare,
                featureShare,
                shrinkage,
                independent);
    }

    /// The same as a forest: as many trees, larger ones, whose mean counts.
    public BoostingOptions asForest() {
        return new BoostingOptions(
                trees,
                1.0 / trees,
                Math.min(Tree.MOST_LEAVES, LEAVES_IN_FOREST * leaves),
                rowsPerLeaf,
                rowShare,
                featureShare,
                shrinkage,
                true);
    }
}
