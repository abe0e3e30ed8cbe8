#pragma once

#include "core/base/ids.h"

#include <string>
#include <utility>
#include <vector>

namespace tastescope {

/// Throws: Error when users of these two datasets, told by Dataset::hash(), are not the same people. To be asked
/// wherever what is known of users is joined with what is known of users: numbers of users mean nothing in other data.
void requireSameUsers(const std::string& one, const std::string& other);

/// One value a user of a dataset, with the hash of that dataset.
template<typename Value>
class OfUsers
{
public:
    OfUsers() = default;
    OfUsers(std::string dataset, std::vector<Value> values) : m_dataset(std::move(dataset)), m_values(std::move(values))
    {
    }

    const std::string& dataset() const { return m_dataset; }      ///< its hash
    const std::vector<Value>& values() const { return m_values; } ///< by user
    std::size_t size() const { return m_values.size(); }
    Value operator[](User user) const { return m_values[index(user)]; }

    bool operator==(const OfUsers&) const = default;

private:
    std::string m_dataset;
    std::vector<Value> m_values;
};

} // namespace tastescope
