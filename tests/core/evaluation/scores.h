#pragma once

#include "core/base/random.h"
#include "core/evaluation/scorer.h"

#include <QTest>

#include <cmath>
#include <vector>

// What the tests of evaluation rank by: scores written down, or drawn.

using Table = std::vector<std::vector<float>>; // users x items

inline tastescope::Scorer scoresIn(Table table)
{
    return [table = std::move(table)](tastescope::User user, std::span<const tastescope::Item> items,
                                      std::span<float> scores) {
        for (std::size_t i = 0; i < items.size(); ++i)
            scores[i] = table[index(user)][index(items[i])];
    };
}

/// Whole numbers below `levels`: few levels, many ties.
inline Table randomTable(std::size_t users, std::size_t items, std::uint64_t levels, std::uint64_t seed)
{
    Table table(users, std::vector<float>(items));
    for (std::size_t u = 0; u < users; ++u) {
        tastescope::Random random(seed, {u});
        for (float& score : table[u])
            score = static_cast<float>(random.below(levels));
    }
    return table;
}

inline void verifyClose(double actual, double expected, double tolerance = 1e-12)
{
    QVERIFY2(std::abs(actual - expected) <= tolerance,
             qPrintable(QStringLiteral("%1, expected %2").arg(actual, 0, 'g', 15).arg(expected, 0, 'g', 15)));
}
