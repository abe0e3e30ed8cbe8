#include "core/evaluation/student_t.h"

#include <cmath>

namespace tastescope {

namespace {

/// The continued fraction of I_x(a, b), by Lentz's method. Converges in O(sqrt(max(a, b))) steps where x is below
/// (a + 1) / (a + b + 2).
double betaFraction(double x, double a, double b)
{
    constexpr double tiny = 1e-300;
    const auto kept = [](double value) { return std::abs(value) < tiny ? tiny : value; };
    double c = 1;
    double d = 1 / kept(1 - (a + b) * x / (a + 1));
    double result = d;
    for (int m = 1; m < 10'000; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        d = 1 / kept(1 + even * d);
        c = kept(1 + even / c);
        result *= c * d;
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        d = 1 / kept(1 + odd * d);
        c = kept(1 + odd / c);
        const double step = c * d;
        result *= step;
        if (std::abs(step - 1) < 1e-15)
            break;
    }
    return result;
}

/// ln Gamma(x), x > 0. std::lgamma is not used: it writes to a global, so two threads may not call it.
double lnGamma(double x)
{
    double shift = 0;
    for (; x < 12; ++x)
        shift += std::log(x);
    const double r = 1 / (x * x); // Stirling's series; its next term is below 1e-13 from 12 on
    return (x - 0.5) * std::log(x) - x + 0.91893853320467274178
           + (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r * (1.0 / 1680 - r / 1188)))) / x - shift;
}

/// I_x(a, b), the regularised incomplete beta function.
double incompleteBeta(double x, double a, double b)
{
    if (!(x > 0))
        return 0;
    if (x >= 1)
        return 1;
    const double front = std::exp(lnGamma(a + b) - lnGamma(a) - lnGamma(b) + a * std::log(x) + b * std::log1p(-x));
    return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b;
}

} // namespace

double studentTwoSided(double t, double degrees)
{
    if (std::isinf(t))
        return 0;
    return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5);
}

double studentQuantile(double alpha, double degrees)
{
    double low = 0;
    double high = 1;
    while (studentTwoSided(high, degrees) > alpha && high < 1e300)
        high *= 2;
    for (int step = 0; step < 200 && high - low > 1e-14 * high; ++step) {
        const double middle = low + (high - low) / 2;
        (studentTwoSided(middle, degrees) > alpha ? low : high) = middle;
    }
    return high;
}

} // namespace tastescope
