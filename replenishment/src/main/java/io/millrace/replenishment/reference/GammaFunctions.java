package io.millrace.replenishment.reference;

/// The gamma function's logarithm and the incomplete gamma function.
final class GammaFunctions {
    /// Lanczos' coefficients for g = 7.
    private static final double[] LANCZOS = {
        0.9999999999998099,
        676.5203681218851,
        -1259.1392167224028,
        771.3234287776531,
        -176.6150291621406,
        12.507343278686905,
        -0.13857109526572012,
        9.984369578019572e-6,
        1.5056327351493116e-7
    };
    private static final int TERMS = 100_000;

    private GammaFunctions() {}

    /// ln Γ(x) for x > 0.
    static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double sum = LANCZOS[0];
        for (int term = 1; term < LANCZOS.length; term++) {
            sum += LANCZOS[term] / (x - 1 + term);
        }
        double base = x + 6.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
    }

    /// Q(shape, x) = Γ(shape, x) / Γ(shape): what a gamma distribution has above x.
    static double upper(double shape, double x) {
        if (x <= 0) {
            return 1;
        }
        double front = Math.exp(shape * Math.log(x) - x - logGamma(shape));
        return x < shape + 1 ? 1 - front * series(shape, x) : front * fraction(shape, x);
    }

    private static double series(double shape, double x) {
        double term = 1 / shape;
        double sum = term;
        for (int index = 1; index < TERMS && term > sum * 1e-17; index++) {
            term *= x / (shape + index);
            sum += term;
        }
        return sum;
    }

    /// Legendre's continued fraction, after Lentz.
    private static double fraction(double shape, double x) {
        double b = x + 1 - shape;
        double c = 1e300;
        double d = 1 / b;
        double value = d;
        for (int index = 1; index < TERMS; index++) {
            double a = -index * (index - shape);
            b += 2;
            d = 1 / (a * d + b);
            c = b + a / c;
            double change = c * d;
            value *= change;
            if (Math.abs(change - 1) < 1e-16) {
                return value;
            }
        }
        return value;
    }
}
