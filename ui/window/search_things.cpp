#include "ui/window/search_things.h"

#include "core/models/model_options.h"
#include "core/serving/fuzzy_match.h"
#include "ui/session/guide.h"
#include "ui/session/next_run.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/page_keys.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/sweep_session.h"
#include "ui/session/workspace.h"

#include <QObject>

#include <algorithm>

namespace tastescope::ui {

namespace {

/// Gathers what fits.
class Fitting
{
public:
    Fitting(const Workspace& workspace, const QString& text) : m_pattern(text.toStdString())
    {
        m_asks = !m_pattern.isEmpty() && workspace.data().dataset();
    }

    bool asks() const { return m_asks; }

    template<typename Make>
    void offer(const QString& title, Make make)
    {
        if (const auto score = m_pattern.score(title.toStdString())) {
            SearchHit hit = make();
            hit.title = title;
            hit.score = *score;
            m_hits.push_back(std::move(hit));
        }
    }

    std::vector<SearchHit> best(std::size_t most)
    {
        std::ranges::stable_sort(m_hits, std::greater(), &SearchHit::score);
        m_hits.resize(std::min(m_hits.size(), most));
        return std::move(m_hits);
    }

private:
    FuzzyPattern m_pattern;
    bool m_asks = false;
    std::vector<SearchHit> m_hits;
};

QString mrrOf(const SessionRun& run, const ValueRule& rule)
{
    const auto mrr = figuresOf(run, rule).mrr();
    return mrr ? QObject::tr("MRR %1").arg(metric(*mrr)) : QString();
}

} // namespace

std::vector<SearchHit> findRuns(Workspace& workspace, const QString& text, std::size_t most)
{
    Fitting fitting(workspace, text);
    if (!fitting.asks())
        return {};
    const auto& runs = workspace.runs().runs();
    for (auto run = runs.rbegin(); run != runs.rend(); ++run) { // newest first where they fit as well
        if (run->otherData)
            continue;
        fitting.offer(run->name, [&] {
            return SearchHit{.detail = mrrOf(*run, workspace.selection().valueRule()),
                             .kind = QObject::tr("run"),
                             .run = [&workspace, id = run->id] {
                                 workspace.choices().setCurrent(id);
                                 workspace.guide().showPage(page::training);
                             }};
        });
    }
    return fitting.best(most);
}

std::vector<SearchHit> findSweeps(Workspace& workspace, const QString& text, std::size_t most)
{
    Fitting fitting(workspace, text);
    if (!fitting.asks())
        return {};
    for (const QString& name : workspace.sweeps().names())
        fitting.offer(name, [&] {
            return SearchHit{.kind = QObject::tr("sweep"), .run = [&workspace, name] {
                                 workspace.sweeps().open(name);
                                 workspace.guide().showPage(page::sweep);
                             }};
        });
    return fitting.best(most);
}

std::vector<SearchHit> findSettings(Workspace& workspace, const QString& text, std::size_t most)
{
    Fitting fitting(workspace, text);
    if (!fitting.asks())
        return {};
    const ModelOptions& options = workspace.nextRun().options();
    for (const OptionInfo& info : optionInfos(options))
        fitting.offer(QString::fromStdString(info.title), [&] {
            const QString value = QString::fromStdString(toText(readOption(options, info.name)));
            return SearchHit{.detail = QObject::tr("%1 for the next run").arg(value),
                             .kind = QObject::tr("setting"),
                             .run = [&workspace, name = QString::fromStdString(info.name)] {
                                 workspace.guide().showPage(page::training);
                                 workspace.guide().showOption(name);
                             }};
        });
    return fitting.best(most);
}

} // namespace tastescope::ui
