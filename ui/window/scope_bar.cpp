#include "ui/window/scope_bar.h"

#include "ui/session/comparison_session.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/scoped_figures.h"
#include "ui/session/selection.h"
#include "ui/session/shown_figures.h"
#include "ui/session/slicing.h"
#include "ui/session/workspace.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/window/chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include <optional>

namespace tastescope::ui {

namespace {

/// Of the slice, or all, those with something held out for validation.
std::int64_t usersWithLists(const Dataset& dataset, const UserSet& scope)
{
    const auto& validation = dataset.heldOut(Part::Validation);
    std::int64_t users = 0;
    scope.forEach(validation.rowCount(), [&](User user) { users += validation.row(user).empty() ? 0 : 1; });
    return users;
}

std::int64_t negativesOf(const Dataset& dataset)
{
    const auto& given = dataset.givenLists(Part::Validation);
    if (given && given->offsets.size() > 1)
        return given->offsets[1];
    return RunConfig{}.negatives;
}

} // namespace

std::optional<std::int64_t> measuredUsers(const Workspace& workspace)
{
    const auto& dataset = workspace.data().dataset();
    if (!dataset)
        return std::nullopt;
    const UserSet& scope = workspace.selection().users();
    const SessionRun* run = workspace.choices().current();
    const std::int64_t all = run ? evaluatedUsers(*run) : 0;
    if (all == 0)
        return usersWithLists(*dataset, scope);
    if (scope.isAll())
        return all;
    const ScopedFigures::Found* found = workspace.scopedFigures().find(*run);
    return found ? std::optional(found->users) : std::nullopt;
}

QString protocolText(const Workspace& workspace)
{
    const auto& dataset = workspace.data().dataset();
    if (!dataset)
        return {};
    if (dataset->heldOut(Part::Validation).entryCount() == 0)
        return ScopeBar::tr("nothing is held out for validation");
    const SessionRun* run = workspace.choices().current();
    const bool isKnown = run && run->curve.start && run->curve.start->users > 0;
    const std::int64_t negatives = isKnown ? run->curve.start->negatives : negativesOf(*dataset);
    const auto users = measuredUsers(workspace);
    const QString n = users ? count(*users) : unknownNumber();
    const auto& slice = workspace.selection().slice();
    const QString of =
        slice ? ScopeBar::tr("n = %1 of %2 measured").arg(n, count(static_cast<std::int64_t>(slice->users.size())))
              : ScopeBar::tr("n = %1 users").arg(n);
    return ScopeBar::tr("validation, 1 + %1 candidates, %2").arg(count(negatives), of);
}

ScopeBar::ScopeBar(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_slice(new Chip(tr("Slice"), this)),
      m_baseline(new Chip(tr("Baseline"), this)),
      m_compare(new Chip(tr("Compare"), this)),
      m_protocol(new QLabel(this))
{
    setGround(this, Token::Window);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 5);
    layout->setSpacing(8);
    layout->addWidget(m_slice);
    layout->addWidget(m_baseline);
    layout->addWidget(m_compare);
    layout->addStretch(1);
    layout->addWidget(m_protocol);
    setTextStyle(m_protocol, TypeRole::Table, Token::Text2);
    connect(m_slice, &Chip::clicked, this, [this] { m_workspace.slicing().choose(std::nullopt); });
    connect(m_baseline, &Chip::clicked, this, [this] { m_workspace.choices().setBaseline(0); });
    connect(m_compare, &Chip::clicked, this, [this] { m_workspace.choices().setCompared({}); });
    for (const auto signal : {&RunChoices::baselineChanged, &RunChoices::comparedChanged})
        connect(&workspace.choices(), signal, this, &ScopeBar::updateRuns);
    connect(&workspace.comparisons(), &ComparisonSession::chosenChanged, this, &ScopeBar::updateRuns);
    connect(&workspace.runs(), &RunBook::runChanged, this, &ScopeBar::updateRuns);
    connect(&workspace.selection(), &Selection::sliceChanged, this, &ScopeBar::updateSlice);
    connect(&workspace.scopedFigures(), &ScopedFigures::changed, this, &ScopeBar::updateProtocol); // slices, too
    connect(&workspace.data(), &OpenData::changed, this, &ScopeBar::updateProtocol);
    connect(&workspace.choices(), &RunChoices::currentChanged, this, &ScopeBar::updateProtocol);
    updateSlice();
    updateRuns();
    updateProtocol();
}

void ScopeBar::updateRuns()
{
    const SessionRun* baseline = m_workspace.runs().find(m_workspace.choices().baseline());
    m_baseline->setVisible(baseline != nullptr);
    if (baseline)
        m_baseline->setRun(baseline->name, {LineRole::Baseline, baseline->shownSlot});
    std::vector<int> compared = m_workspace.comparisons().chosen(); // what the page Compare shows
    if (compared.size() < 2)
        compared.clear(); // one run is not compared to anything
    std::erase(compared, m_workspace.choices().baseline());
    const SessionRun* first = compared.empty() ? nullptr : m_workspace.runs().find(compared.front());
    m_compare->setVisible(first != nullptr);
    const SessionRun* second = compared.size() == 2 ? m_workspace.runs().find(compared.back()) : nullptr;
    if (first)
        m_compare->setRun(compared.size() == 1 ? first->name
                          : second             ? tr("%1 and %2").arg(first->name, second->name)
                                               : tr("%1 and %2 more").arg(first->name).arg(compared.size() - 1),
                          {LineRole::Run, first->shownSlot}, !m_workspace.choices().compared().empty());
}

void ScopeBar::updateSlice()
{
    const auto& slice = m_workspace.selection().slice();
    m_slice->setValue(slice ? tr("%1, %2 users").arg(slice->name, count(static_cast<std::int64_t>(slice->users.size())))
                            : tr("all users"),
                      slice.has_value());
}

void ScopeBar::updateProtocol()
{
    m_protocol->setText(protocolText(m_workspace));
    const SessionRun* run = m_workspace.choices().current();
    if (run && !m_workspace.selection().users().isAll())
        m_workspace.scopedFigures().want({run->id});
    const auto users = run && evaluatedUsers(*run) > 0 ? measuredUsers(m_workspace) : std::nullopt;
    std::vector<ShownFigure> figures;
    if (users)
        figures.push_back({figure::ofRun(run->name, figure::evaluatedUsers), static_cast<double>(*users)});
    showFigures(m_protocol, figures);
}

void ScopeBar::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Line));
}

} // namespace tastescope::ui
