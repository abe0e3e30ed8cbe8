#pragma once

#include "ui/session/numbers.h"
#include "ui/tables/row_table.h"

#include <limits>
#include <vector>

/// Three people, and how a table shows them.
namespace tabletest {

using namespace tastescope::ui;

struct Person
{
    QString name;
    double similarity = 0;
    int tracks = 0;
};

inline const double unknown = std::numeric_limits<double>::quiet_NaN();

inline std::vector<Column<Person>> personColumns()
{
    return {
        {QStringLiteral("User"),
         [](const Person& p) { return QVariant(p.name); },
         {},
         {.strong = true, .stretch = true}},
        {QStringLiteral("Similarity"),
         [](const Person& p) { return QVariant(p.similarity); },
         number(metric),
         {.kind = CellKind::Bar}},
        {QStringLiteral("Tracks"),
         [](const Person& p) { return p.tracks < 0 ? QVariant() : QVariant(p.tracks); },
         whole(count),
         {.kind = CellKind::Number}},
    };
}

inline std::vector<Person> people()
{
    return {{QStringLiteral("user 10"), 0.25, 1200},
            {QStringLiteral("user 9"), 0.5, 7},
            {QStringLiteral("user 1"), unknown, -1}};
}

} // namespace tabletest
