#include "core/io/table/column_roles.h"

#include "core/io/table/column_names.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

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
constexpr double nearPoints = 1.5; ///< readings that differ by less are a guess
constexpr std::size_t mostTried = 24;

double pointsOfKind(ColumnKind kind, ColumnRole role)
{
    const auto* row = std::ranges::find(kindPoints, kind, &KindPoints::kind);
    return role == ColumnRole::User ? row->user : role == ColumnRole::Item ? row->item : row->rating;
}

class RoleChooser
{
public:
    RoleChooser(std::span<const std::string> names, std::span<const ColumnFacts> facts,
                std::span<const std::vector<std::string>> rows)
        : m_facts(facts),
          m_rows(rows)
    {
        m_says.reserve(names.size());
        const bool isNamed = std::ranges::any_of(names, [](const std::string& name) { return !name.empty(); });
        for (const std::string& name : names)
            m_says.push_back(name.empty() && isNamed ? NameSays{.isOther = true} : readName(name));
        m_isNamed = isNamed;
    }

    RoleChoice choose()
    {
        RoleChoice choice;
        choice.roles.assign(m_facts.size(), ColumnRole::Ignored);
        const Reading best = bestReading({});
        if (!best.isSet) {
            choice.isUnfit = true;
            return choice;
        }
        choice.isMatrix = isMatrix();
        choice.isUnfit = !isFit(best.user, ColumnRole::User) || !isFit(best.item, ColumnRole::Item);
        choice.roles = rolesOf(best);
        choice.points = best.points;
        if (const Reading other = bestReading(best);
            other.isSet && isFit(other.user, ColumnRole::User) && isFit(other.item, ColumnRole::Item)) {
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

    double points(std::size_t column, ColumnRole role) const
    {
        const ColumnFacts& facts = m_facts[column];
        double sum = m_rows.empty() ? 0 : pointsOfKind(facts.kind, role);
        const NameSays& says = m_says[column];
        const bool isId = role == ColumnRole::User || role == ColumnRole::Item;
        if (facts.isGrouped)
            sum += isId ? 1 : -1;
        if (isId && facts.seen >= 20 && facts.distinct == facts.seen)
            sum -= 1; // nothing comes twice
        if (says.isOther)
            return sum - 9;
        if (says.strength == 0)
            return sum;
        if (says.role == role)
            return sum + 5 * says.strength;
        const bool isTitle =
            says.role == ColumnRole::Title && role == ColumnRole::Item; // the item may have no other id
        return sum - (isTitle ? 1 : 4) * says.strength;
    }

    /// Whether a column can hold users or items at all. Under a header of other names, a few values that come again
    /// and again are none.
    bool isFit(std::size_t column, ColumnRole role) const
    {
        constexpr std::size_t enough = 20; ///< rows, to know that there are but a few values
        using enum ColumnKind;
        const ColumnKind kind = m_facts[column].kind;
        const bool isFew = kind == Scale || kind == Flag || kind == Constant || kind == Words;
        const bool isAnother =
            m_isNamed && m_facts.size() > 2 && m_says[column].role != role && isFew && m_facts[column].seen >= enough;
        return points(column, role) >= leastPoints && !isAnother;
    }

    std::vector<std::size_t> tried(ColumnRole role) const
    {
        std::vector<std::size_t> columns(m_facts.size());
        std::iota(columns.begin(), columns.end(), std::size_t{0});
        std::erase_if(columns,
                      [&](std::size_t column) { return m_facts[column].kind == ColumnKind::Empty && !m_rows.empty(); });
        std::ranges::stable_sort(columns, std::greater(), [&](std::size_t column) { return points(column, role); });
        columns.resize(std::min(columns.size(), mostTried));
        return columns;
    }

    double ratingPoints(const Reading& reading) const
    {
        const auto column = ratingOf(reading);
        return column ? points(*column, ColumnRole::Rating) : 0;
    }

    /// The column of ratings that is left when user and item are chosen: one that says so, or looks like it.
    std::optional<std::size_t> ratingOf(const Reading& reading) const
    {
        std::optional<std::size_t> best;
        for (std::size_t column = 0; column < m_facts.size(); ++column) {
            const ColumnKind kind = m_facts[column].kind;
            const bool isFit = points(column, ColumnRole::Rating) > 0
                               || (kind == ColumnKind::Constant && m_says[column].role == ColumnRole::Rating);
            if (column == reading.user || column == reading.item || !isFit)
                continue;
            if (!best || points(column, ColumnRole::Rating) > points(*best, ColumnRole::Rating))
                best = column;
        }
        return best;
    }

    /// Whether two columns tell the same things apart, as an id and the name that always stands beside it.
    bool isSame(std::size_t a, std::size_t b) const
    {
        return a == b || (determines(m_rows, a, b) && determines(m_rows, b, a));
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
                reading.points =
                    points(user, ColumnRole::User) + points(item, ColumnRole::Item) + ratingPoints(reading);
                reading.ranked = reading.points - 0.01 * static_cast<double>(user + item) - (item < user ? 0.5 : 0);
                if (reading.ranked <= best.ranked)
                    continue;
                if (than.isSet && isSame(user, than.user) && isSame(item, than.item))
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
        for (const std::size_t column : {other.user, other.item}) {
            const ColumnKind kind = m_facts[column].kind;
            const bool isAnId = kind == ColumnKind::Id || kind == ColumnKind::Text || kind == ColumnKind::Number;
            const bool isOfOne = isSame(column, best.user) || isSame(column, best.item)
                                 || determines(m_rows, best.item, column) || determines(m_rows, best.user, column);
            if (column != best.user && column != best.item && isAnId && !isOfOne)
                return true;
        }
        return false;
    }

    bool isMatrix() const
    {
        std::size_t numbers = 0;
        for (std::size_t column = 0; column < m_facts.size(); ++column) {
            const ColumnKind kind = m_facts[column].kind;
            numbers += m_says[column].strength == 0
                               && (kind == ColumnKind::Scale || kind == ColumnKind::Amount || kind == ColumnKind::Flag
                                   || kind == ColumnKind::Constant || kind == ColumnKind::Count
                                   || kind == ColumnKind::Place || kind == ColumnKind::Empty)
                           ? 1
                           : 0;
        }
        return !m_rows.empty() && m_facts.size() >= 8 && numbers * 5 >= m_facts.size() * 4;
    }

    /// The times: what is called so and can be read, else what holds dates; seconds before dates.
    std::optional<std::size_t> timeOf(const std::vector<ColumnRole>& roles) const
    {
        std::optional<std::size_t> best;
        double most = 0;
        for (std::size_t column = 0; column < m_facts.size(); ++column) {
            const ColumnFacts& facts = m_facts[column];
            const NameSays& says = m_says[column];
            const bool isTaken =
                roles[column] != ColumnRole::Ignored || (says.strength == 2 && says.role != ColumnRole::Time);
            const bool isNumber = facts.kind == ColumnKind::Number || facts.kind == ColumnKind::Counter
                                  || facts.kind == ColumnKind::Count || facts.kind == ColumnKind::Constant
                                  || facts.kind == ColumnKind::Scale || facts.kind == ColumnKind::Amount;
            const bool isNamed = says.role == ColumnRole::Time && says.strength > 0;
            double sum = facts.kind == ColumnKind::Time ? 2 : (isNumber || m_rows.empty()) && isNamed ? 1 : 0;
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

    /// The title of the item: a column that is called so, else names that stand beside the items.
    std::optional<std::size_t> titleOf(const std::vector<ColumnRole>& roles, std::size_t item) const
    {
        std::optional<std::size_t> named;
        std::optional<std::size_t> beside;
        for (std::size_t column = 0; column < m_facts.size(); ++column) {
            const ColumnKind kind = m_facts[column].kind;
            if (roles[column] != ColumnRole::Ignored || kind == ColumnKind::Empty)
                continue;
            const NameSays& says = m_says[column];
            if (says.role == ColumnRole::Title && says.strength > 0
                && (!named || says.strength > m_says[*named].strength))
                named = column;
            const bool isText = kind == ColumnKind::Text || kind == ColumnKind::Id;
            if (!beside && says.strength == 0 && !says.isOther && isText
                && (column > item || determines(m_rows, item, column)))
                beside = column;
        }
        return named ? named : beside;
    }

    std::vector<ColumnRole> rolesOf(const Reading& reading) const
    {
        std::vector<ColumnRole> roles(m_facts.size(), ColumnRole::Ignored);
        roles[reading.user] = ColumnRole::User;
        roles[reading.item] = ColumnRole::Item;
        if (const auto rating = ratingOf(reading))
            roles[*rating] = ColumnRole::Rating;
        if (const auto time = timeOf(roles))
            roles[*time] = ColumnRole::Time;
        if (const auto title = titleOf(roles, reading.item))
            roles[*title] = ColumnRole::Title;
        return roles;
    }

    bool m_isNamed = false; ///< there is a header
    std::vector<NameSays> m_says;
    std::span<const ColumnFacts> m_facts;
    std::span<const std::vector<std::string>> m_rows;
};

} // namespace

RoleChoice chooseRoles(std::span<const std::string> names, std::span<const ColumnFacts> facts,
                       std::span<const std::vector<std::string>> rows)
{
    return RoleChooser(names, facts, rows).choose();
}

} // namespace tastescope
