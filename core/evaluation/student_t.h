#pragma once

namespace tastescope {

/// P(|T| >= |t|) of Student's t distribution. Ranges: degrees > 0, not necessarily whole (Satterthwaite's are not);
/// infinite t gives 0. Error at most 1e-12.
/// Source: the incomplete beta function by its continued fraction; Abramowitz, Stegun: Handbook of mathematical
/// functions, 1964, 26.5.8 and 26.7.1.
double studentTwoSided(double t, double degrees);

/// The t > 0 with P(|T| >= t) = alpha. Ranges: alpha in (0, 1), degrees > 0.
double studentQuantile(double alpha, double degrees);

} // namespace tastescope
