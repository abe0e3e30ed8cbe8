#include "core/io/table/column_roles.h"

#include "core/io/table/value_columns.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tastescope {

namespace {

constexpr double nearPoints = 1.5; ///< readings that differ by less are a guess
constexpr std::size_t mostTried = 24;

class RoleChooser
{
public:
    explicit RoleChooser(const SeenColumns& columns) : m_columns(columns) {}

    RoleChoice choose()
    {
        RoleChoice choice;
        choice.roles.assign(m_columns.size(), ColumnRole::Ignored);
        const Reading best = bestReading({});
        if (!best.isSet) {
            choice.isUnfit = true;
            return choice;
        }
        choice.isMatrix = m_columns.isMatrix();
        choice.isUnfit = !m_columns.isFit(best.user, ColumnRole::User) || !m_columns.isFit(best.item, ColumnRole::Item);
        choice.roles = rolesOf(best);
        choice.points = best.points;
        if (const Reading other = bestReading(best); other.isSet && m_columns.isFit(other.user, ColumnRole::User)
                                                     && m_columns.isFit(other.item, ColumnRole::Item)) {
            choice.runnerUp = rolesOf(other);
            choice.isNear = isNear(best, other);
        }
        return choice;
    }

private:
    struct Reading
    {
        bool isSet = false;
        std::size_t user = 0;
        std::size_t item = 0;
        double points = std::numeric_limits<double>::lowest();
        double ranked = std::numeric_limits<double>::lowest(); ///< points, and the place for ties
    };

    std::vector<std::size_t> tried(ColumnRole role) const
    {
        std::vector<std::size_t> columns(m_columns.size());
        std::iota(columns.begin(), columns.end(), std::size_t{0});
        std::erase_if(columns, [&](std::size_t column) {
            return m_columns.kind(column) == ColumnKind::Empty && m_columns.hasRows();
        });
        std::ranges::stable_sort(columns, std::greater(),
                                 [&](std::size_t column) { return m_columns.points(column, role); });
        columns.resize(std::min(columns.size(), mostTried));
        return columns;
    }

    double ratingPoints(const Reading& reading) const
    {
        const auto column = valueColumn(m_columns, reading.user, reading.item);
        return column ? m_columns.points(*column, ColumnRole::Rating) : 0;
    }

    /// The best reading whose users or items are others than those of `than`.
    Reading bestReading(const Reading& than) const
    {
        Reading best;
        for (const std::size_t user : tried(ColumnRole::User))
            for (const std::size_t item : tried(ColumnRole::Item)) {
                const bool isOld =
                    than.isSet
                    && ((user == than.user && item == than.item) || (user == than.item && item == than.user));
                if (user == item || isOld)
                    continue;
                Reading reading{true, user, item, 0, 0};
                reading.points = m_columns.points(user, ColumnRole::User) + m_columns.points(item, ColumnRole::Item)
                                 + ratingPoints(reading);
                reading.ranked = reading.points - 0.01 * static_cast<double>(user + item) - (item < user ? 0.5 : 0);
                if (reading.ranked <= best.ranked)
                    continue;
                if (than.isSet && m_columns.isSame(user, than.user) && m_columns.isSame(item, than.item))
                    continue;
                best = reading;
            }
        return best;
    }

    /// Whether nothing but the place of the columns speaks for the better reading. What belongs to its user or its
    /// item, as a title does, or counts something is no other item.
    bool isNear(const Reading& best, const Reading& other) const
    {
        if (best.points - other.points >= nearPoints)
            return false;
        const bool areNumbered = m_columns.kind(best.item) == ColumnKind::Number;
        for (const std::size_t column : {other.user, other.item}) {
            if (!areNumbered && valueColumn(m_columns, best.user, best.item) == column)
                continue; // beside things that have names it counts
            const ColumnKind kind = m_columns.kind(column);
            const bool isAnId = kind == ColumnKind::Id || kind == ColumnKind::Text || kind == ColumnKind::Number;
            const bool isOfOne = m_columns.isSame(column, best.user) || m_columns.isSame(column, best.item)
                                 || m_columns.determines(best.item, column) || m_columns.determines(best.user, column);
            if (column != best.user && column != best.item && isAnId && !isOfOne)
                return true;
        }
        return false;
    }

    std::vector<ColumnRole> rolesOf(const Reading& reading) const
    {
        std::vector<ColumnRole> roles(m_columns.size(), ColumnRole::Ignored);
        roles[reading.user] = ColumnRole::User;
        roles[reading.item] = ColumnRole::Item;
        if (const auto values = valueColumn(m_columns, reading.user, reading.item))
            roles[*values] = roleOfValues(m_columns, *values);
        if (const auto time = timeColumn(m_columns, roles))
            roles[*time] = ColumnRole::Time;
        if (const auto kind = kindColumn(m_columns, roles))
            roles[*kind] = ColumnRole::Kind;
        if (const auto title = titleColumn(m_columns, roles, reading.item))
            roles[*title] = ColumnRole::Title;
        return roles;
    }

    const SeenColumns& m_columns;
};

} // namespace

RoleChoice chooseRoles(std::span<const std::string> names, std::span<const ColumnFacts> facts,
                       std::span<const std::vector<std::string>> rows)
{
    const SeenColumns columns(names, facts, rows);
    return RoleChooser(columns).choose();
}

} // namespace tastescope
