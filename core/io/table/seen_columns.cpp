#include "core/io/table/seen_columns.h"

#include <algorithm>
#include <array>

namespace tastescope {

namespace {

/// How well a kind of column serves as a user, an item and a rating, in points of no other meaning than their order. A
/// name that is sure weighs 10, one that is used for other things too 5.
struct KindPoints
{
    ColumnKind kind;
    double user;
    double item;
    double rating;
};

constexpr double never = -100;
constexpr std::array kindPoints{KindPoints{ColumnKind::Empty, never, never, never},
                                KindPoints{ColumnKind::Constant, -3, -4, -1},
                                KindPoints{ColumnKind::Counter, -7, -7, -7},
                                KindPoints{ColumnKind::Time, -11, -11, never},
                                KindPoints{ColumnKind::Place, -9, -9, -4},
                                KindPoints{ColumnKind::Scale, -2, -2, 4},
                                KindPoints{ColumnKind::Count, 0, 0, 3},
                                KindPoints{ColumnKind::Amount, -7, -7, 2},
                                KindPoints{ColumnKind::Flag, -4, -4, -1},
                                KindPoints{ColumnKind::Words, -3, -3, never},
                                KindPoints{ColumnKind::Number, 3, 3, 1},
                                KindPoints{ColumnKind::Id, 3, 3, never},
                                KindPoints{ColumnKind::Text, 2, 2.5, never},
                                KindPoints{ColumnKind::Prose, -8, -8, never}};

constexpr double leastPoints = -4; ///< of what may become a user or an item

double pointsOfKind(ColumnKind kind, ColumnRole role)
{
    const auto* row = std::ranges::find(kindPoints, kind, &KindPoints::kind);
    return role == ColumnRole::User ? row->user : role == ColumnRole::Item ? row->item : row->rating;
}

} // namespace

SeenColumns::SeenColumns(std::span<const std::string> names, std::span<const ColumnFacts> facts,
                         std::span<const std::vector<std::string>> rows)
    : m_facts(facts),
      m_rows(rows)
{
    m_isNamed = std::ranges::any_of(names, [](const std::string& name) { return !name.empty(); });
    m_says.reserve(names.size());
    for (const std::string& name : names)
        m_says.push_back(name.empty() && m_isNamed ? NameSays{.isOther = true} : readName(name));
}

double SeenColumns::points(std::size_t column, ColumnRole role) const
{
    const ColumnFacts& facts = m_facts[column];
    double sum = m_rows.empty() ? 0 : pointsOfKind(facts.kind, role);
    const NameSays& says = m_says[column];
    const bool isId = role == ColumnRole::User || role == ColumnRole::Item;
    if (facts.isGrouped)
        sum += isId ? 1 : -1;
    if (isId && facts.missing * 20 >= facts.seen && facts.missing > 0)
        sum -= 0.9; // somebody and something is in each row
    if (isId && facts.seen >= 20 && facts.distinct == facts.seen)
        sum -= 1; // nothing comes twice
    if (says.isOther)
        return sum - 9;
    if (says.strength == 0)
        return sum - (!isId && says.isNumbering ? 9 : 0);
    const bool isValue = role == ColumnRole::Rating && says.role == ColumnRole::Weight;
    if (says.role == role || isValue)
        return sum + 5 * says.strength;
    const bool isTitle = says.role == ColumnRole::Title && role == ColumnRole::Item; // the item may have no other id
    return sum - (isTitle ? 1 : 4) * says.strength;
}

bool SeenColumns::isFit(std::size_t column, ColumnRole role) const
{
    constexpr std::size_t enough = 20; ///< rows, to know that there are but a few values
    using enum ColumnKind;
    const ColumnKind kind = m_facts[column].kind;
    const bool isFew = kind == Scale || kind == Flag || kind == Constant || kind == Words;
    const bool isAnother =
        m_isNamed && m_facts.size() > 2 && m_says[column].role != role && isFew && m_facts[column].seen >= enough;
    return points(column, role) >= leastPoints && !isAnother;
}

bool SeenColumns::isSame(std::size_t a, std::size_t b) const
{
    return a == b || (determines(a, b) && determines(b, a));
}

bool SeenColumns::isMatrix() const
{
    std::size_t numbers = 0;
    for (std::size_t column = 0; column < m_facts.size(); ++column) {
        const ColumnKind kind = m_facts[column].kind;
        numbers += m_says[column].strength == 0
                           && (kind == ColumnKind::Scale || kind == ColumnKind::Amount || kind == ColumnKind::Flag
                               || kind == ColumnKind::Constant || kind == ColumnKind::Count || kind == ColumnKind::Place
                               || kind == ColumnKind::Empty)
                       ? 1
                       : 0;
    }
    return !m_rows.empty() && m_facts.size() >= 8 && numbers * 5 >= m_facts.size() * 4;
}

} // namespace tastescope
