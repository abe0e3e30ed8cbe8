#pragma once

#include <algorithm>
#include <cassert>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tastescope {

/// What figures are called, in their order: "mrr", "hit-10", "ndcg-10". One list, shared by all that was measured
/// alike.
using FigureNames = std::shared_ptr<const std::vector<std::string>>;

/// What one evaluation measured: a value for each of the shared names. Which figures there are is data, so that a
/// metric that is added, or one that an older program did not measure, changes no type and no format.
template<typename Value>
class NamedFigures
{
public:
    NamedFigures() = default;

    /// As many values as names.
    NamedFigures(FigureNames names, std::vector<Value> values) : m_names(std::move(names)), m_values(std::move(values))
    {
        assert(m_names && m_names->size() == m_values.size());
    }

    /// With a list of names of its own: for what is written by hand.
    NamedFigures(std::initializer_list<std::pair<std::string_view, Value>> figures)
    {
        std::vector<std::string> names;
        for (const auto& [name, value] : figures) {
            names.emplace_back(name);
            m_values.push_back(value);
        }
        m_names = std::make_shared<const std::vector<std::string>>(std::move(names));
    }

    bool isEmpty() const { return m_values.empty(); } ///< nothing was measured
    std::size_t size() const { return m_values.size(); }

    std::span<const std::string> names() const
    {
        return m_names ? std::span<const std::string>(*m_names) : std::span<const std::string>();
    }
    const FigureNames& sharedNames() const { return m_names; } ///< null while it is empty

    std::span<const Value> values() const { return m_values; }
    std::span<Value> values() { return m_values; }

    /// Nothing: it was not measured. Cost: proportional to the figures, which are few.
    std::optional<Value> find(std::string_view name) const
    {
        const auto all = names();
        const auto found = std::ranges::find(all, name);
        return found == all.end() ? std::nullopt
                                  : std::optional(m_values[static_cast<std::size_t>(found - all.begin())]);
    }

    /// The figure by which epochs, trials and runs are compared.
    std::optional<Value> mrr() const { return find("mrr"); }

    friend bool operator==(const NamedFigures& a, const NamedFigures& b)
    {
        return a.m_values == b.m_values && (a.m_names == b.m_names || std::ranges::equal(a.names(), b.names()));
    }

private:
    FigureNames m_names;
    std::vector<Value> m_values;
};

/// Gives lists of names that are read one after the other the same memory where they are equal.
class SharedNames
{
public:
    const FigureNames& of(std::vector<std::string> names)
    {
        if (!m_last || *m_last != names)
            m_last = std::make_shared<const std::vector<std::string>>(std::move(names));
        return m_last;
    }

private:
    FigureNames m_last;
};

/// Ranking figures, each a mean over users, in [0, 1].
using Figures = NamedFigures<double>;

} // namespace tastescope
