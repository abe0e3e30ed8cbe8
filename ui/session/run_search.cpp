#include "ui/session/run_search.h"

#include "ui/session/run_book.h"
#include "ui/session/selection.h"

namespace tastescope::ui {

RunSearch::RunSearch(const RunBook& runs, const Selection& selection, QObject* parent)
    : QObject(parent),
      m_selection(selection)
{
    for (const auto signal : {&RunBook::runChanged, &RunBook::runGrew, &RunBook::runRemoved})
        connect(&runs, signal, this, &RunSearch::forget);
    connect(&selection, &Selection::valueRuleChanged, this, &RunSearch::forgetAll);
}

void RunSearch::setText(const QString& text)
{
    RunFilter filter = parseRunFilter(text.toStdString());
    if (filter == m_filter)
        return;
    m_filter = std::move(filter);
    m_known.clear();
    emit changed();
}

bool RunSearch::passes(const SessionRun& run) const
{
    if (m_filter.empty())
        return true;
    const auto known = m_known.find(run.id);
    if (known != m_known.end())
        return known->second;
    return m_known[run.id] = matches(m_filter, toStored(run), m_selection.valueRule());
}

void RunSearch::forget(int run)
{
    m_known.erase(run);
}

void RunSearch::forgetAll()
{
    m_known.clear();
    if (isOn())
        emit changed();
}

} // namespace tastescope::ui
