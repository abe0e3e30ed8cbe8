#pragma once

#include "core/base/error.h"
#include "core/history/stored_run.h"

#include <variant>

namespace tastescope {

/// A filter that cannot be understood. Text: what was found, what was expected, and the column.
class BadFilter : public Error
{
public:
    BadFilter(int column, const std::string& problem);
    int column() const { return m_column; } ///< 1-based, in characters
    const std::string& problem() const { return m_problem; }

private:
    int m_column = 0;
    std::string m_problem;
};

enum class Relation { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, Contains };

/// One condition: "lr<0.01". An empty field asks for the text in name, note, tags and model.
struct RunCondition
{
    std::string field; ///< its full name: "learning_rate", "mrr", "state", "tag"
    Relation relation = Relation::Contains;
    std::variant<double, std::string> value;
    bool negated = false; ///< written with a "-" before it

    bool operator==(const RunCondition&) const = default;
};

/// All conditions must hold.
using RunFilter = std::vector<RunCondition>;

/// The small language people search runs with: conditions parted by spaces, all of which must hold.
///
///     mrr>0.45 lr<0.01 model=bpr tag:good state=finished -tag:old "free text"
///
/// A condition is FIELD OPERATOR VALUE with = != < <= > >= or : (contains), or a word that name, note, tags or model
/// contain. Fields: id, name, model, state, tag, note, dataset, sweep, trial, started, seconds, epoch (the best one),
/// any option of any model, any metric (mrr, hit-10, test_mrr, loss), and the short names lr, dim, batch, decay, neg,
/// opt, k. Upper and lower case are the same in texts.
/// Throws: BadFilter.
RunFilter parseRunFilter(std::string_view text);

/// Whether the run meets every condition; figures are those of the chosen epoch. A figure or option that the run does
/// not have meets no condition but a negated one.
bool matches(const RunFilter& filter, const StoredRun& run, const EpochChoice& choice = {});

/// The fields one may ask for, for completion and help.
std::vector<std::string> filterFields();

} // namespace tastescope
