#include "core/io/table/value_columns.h"

#include <algorithm>

namespace tastescope {

namespace {

bool isValueRole(ColumnRole role)
{
    return role == ColumnRole::Rating || role == ColumnRole::Weight;
}

/// Whether a column tells kinds of events: what is beside it is no rating.
bool hasEvents(const SeenColumns& columns)
{
    for (std::size_t column = 0; column < columns.size(); ++column)
        if (columns.facts(column).areEvents)
            return true;
    return false;
}

} // namespace

std::optional<std::size_t> valueColumn(const SeenColumns& columns, std::size_t user, std::size_t item)
{
    std::optional<std::size_t> best;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        const ColumnKind kind = columns.kind(column);
        const ColumnFacts& facts = columns.facts(column);
        // Beside numbered items, large numbers under no name are counts only where some are small: else they number
        // something, too.
        constexpr std::size_t enough = 20; // rows, to have seen a small one
        const bool isNumbering = columns.kind(item) == ColumnKind::Number && columns.says(column).strength == 0
                                 && kind == ColumnKind::Number && facts.seen >= enough
                                 && facts.high < 10 * std::max(facts.low, 1.0);
        if (isNumbering)
            continue;
        const bool isFit = columns.points(column, ColumnRole::Rating) > 0
                           || (kind == ColumnKind::Constant && isValueRole(columns.says(column).role));
        if (column == user || column == item || !isFit)
            continue;
        if (!best || columns.points(column, ColumnRole::Rating) > columns.points(*best, ColumnRole::Rating))
            best = column;
    }
    return best;
}

ColumnRole roleOfValues(const SeenColumns& columns, std::size_t column)
{
    if (const NameSays& says = columns.says(column); says.strength > 0 && isValueRole(says.role))
        return says.role;
    const ColumnKind kind = columns.kind(column);
    const bool areCounts = kind == ColumnKind::Count || kind == ColumnKind::Number;
    return areCounts || hasEvents(columns) ? ColumnRole::Weight : ColumnRole::Rating;
}

std::optional<std::size_t> timeColumn(const SeenColumns& columns, std::span<const ColumnRole> roles)
{
    std::optional<std::size_t> best;
    double most = 0;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        const ColumnFacts& facts = columns.facts(column);
        const NameSays& says = columns.says(column);
        const bool isTaken =
            roles[column] != ColumnRole::Ignored || (says.strength == 2 && says.role != ColumnRole::Time);
        const bool isNumber = facts.kind == ColumnKind::Number || facts.kind == ColumnKind::Counter
                              || facts.kind == ColumnKind::Count || facts.kind == ColumnKind::Constant
                              || facts.kind == ColumnKind::Scale || facts.kind == ColumnKind::Amount;
        const bool isNamed = says.role == ColumnRole::Time && says.strength > 0;
        double sum = facts.kind == ColumnKind::Time ? 2 : (isNumber || !columns.hasRows()) && isNamed ? 1 : 0;
        if (isTaken || sum == 0 || !facts.remark.empty())
            continue;
        sum += (isNamed ? 2 : 0) + (facts.times == TimeForm::Iso ? 1 : 0);
        if (sum > most) {
            most = sum;
            best = column;
        }
    }
    return best;
}

std::optional<std::size_t> kindColumn(const SeenColumns& columns, std::span<const ColumnRole> roles)
{
    constexpr std::size_t mostKinds = 12;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        const ColumnFacts& facts = columns.facts(column);
        const bool isNamed = columns.says(column).role == ColumnRole::Kind && facts.distinct >= 2
                             && facts.distinct <= mostKinds && facts.distinct < facts.seen;
        if (roles[column] == ColumnRole::Ignored && (facts.areEvents || isNamed))
            return column;
    }
    return std::nullopt;
}

std::optional<std::size_t> titleColumn(const SeenColumns& columns, std::span<const ColumnRole> roles, std::size_t item)
{
    std::optional<std::size_t> named;
    std::optional<std::size_t> beside;
    for (std::size_t column = 0; column < columns.size(); ++column) {
        const ColumnKind kind = columns.kind(column);
        if (roles[column] != ColumnRole::Ignored || kind == ColumnKind::Empty || columns.varies(item, column))
            continue;
        const NameSays& says = columns.says(column);
        if (says.role == ColumnRole::Title && says.strength > 0
            && (!named || says.strength > columns.says(*named).strength))
            named = column;
        const bool isText = kind == ColumnKind::Text || kind == ColumnKind::Id;
        if (!beside && columns.kind(item) != ColumnKind::Text && says.strength == 0 && !says.isOther && isText
            && (column > item || columns.determines(item, column)))
            beside = column;
    }
    return named ? named : beside;
}

} // namespace tastescope
