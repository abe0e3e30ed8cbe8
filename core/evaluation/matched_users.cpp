#include "core/evaluation/matched_users.h"

#include "core/base/error.h"
#include "core/data/of_users.h"

#include <algorithm>
#include <cmath>

namespace tastescope {

namespace {

/// The places that are kept, in their order.
template<typename Value>
void keepOnly(std::vector<Value>& values, const std::vector<std::size_t>& places)
{
    for (std::size_t i = 0; i < places.size(); ++i)
        values[i] = values[places[i]]; // never backwards: places ascend
    values.resize(places.size());
}

} // namespace

void MatchedUsers::requireAny() const
{
    if (m_users.empty())
        throw Error("The runs have no evaluated user in common, so there is nothing to compare. Choose runs of the "
                    "same dataset and part.");
}

bool MatchedUsers::add(const UserResults& run)
{
    const std::size_t column = run.column(m_metric);
    const bool isFirst = m_values.empty();
    if (isFirst)
        m_dataset = run.dataset;
    requireSameUsers(m_dataset, run.dataset);
    std::vector<double> values;
    std::vector<std::size_t> kept; // places of users before it that it has too
    std::size_t place = 0;
    for (std::size_t row = 0; row < run.users.size(); ++row) { // both ascend
        const User user = run.users[row];
        const double value = run.value(row, column);
        while (!isFirst && place < m_users.size() && m_users[place] < user)
            ++place;
        if (std::isnan(value) || (!isFirst && (place == m_users.size() || m_users[place] != user)))
            continue;
        values.push_back(value);
        if (isFirst)
            m_users.push_back(user);
        else
            kept.push_back(place);
    }
    const bool isSame = isFirst || kept.size() == m_users.size();
    if (!isSame) {
        keepOnly(m_users, kept);
        for (std::vector<double>& others : m_values)
            keepOnly(others, kept);
    }
    m_values.push_back(std::move(values));
    return isSame;
}

} // namespace tastescope
