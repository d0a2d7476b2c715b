package io.millrace.forecasting.boosting;

/// How much is learned, and how carefully.
///
/// @param trees how many trees
/// @param learningRate the part of each tree that is added
/// @param leaves the most leaves of a tree
/// @param rowsPerLeaf the fewest rows a leaf must hold
/// @param rowShare the share of the rows each tree sees
/// @param featureShare the share of the features each tree sees
/// @param shrinkage added to the rows of a leaf when its mean is taken
public record BoostingOptions(
        int trees,
        double learningRate,
        int leaves,
        int rowsPerLeaf,
        double rowShare,
        double featureShare,
        double shrinkage) {
    public BoostingOptions {
        if (trees < 1 || leaves < 2 || rowsPerLeaf < 1) {
            throw new IllegalArgumentException("Boosting needs a tree, two leaves and a row in each, not " + trees
                    + ", " + leaves + " and " + rowsPerLeaf);
        }
        if (!(rowShare > 0 && rowShare <= 1) || !(featureShare > 0 && featureShare <= 1)) {
            throw new IllegalArgumentException("The shares of rows and features lie above 0 and up to 1, not at "
                    + rowShare + " and " + featureShare);
        }
    }

    /// The same, with at least so many rows in each leaf.
    public BoostingOptions withRowsPerLeaf(int least) {
        return new BoostingOptions(
                trees, learningRate, leaves, Math.max(rowsPerLeaf, least), rowShare, featureShare, shrinkage);
    }
}
