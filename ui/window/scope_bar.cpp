#include "ui/window/scope_bar.h"

#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_book.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/window/chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace tastescope::ui {

namespace {

std::int64_t usersWithLists(const Dataset& dataset)
{
    const auto& validation = dataset.heldOut(Part::Validation);
    std::int64_t users = 0;
    for (const User user : idsUpTo<User>(validation.rowCount()))
        users += validation.row(user).empty() ? 0 : 1;
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

QString protocolText(const Workspace& workspace)
{
    if (!workspace.data().dataset())
        return {};
    const SessionRun* run = workspace.choices().current();
    std::int64_t negatives = 0;
    std::int64_t users = 0;
    if (run && run->curve.start && run->curve.start->users > 0) {
        negatives = run->curve.start->negatives;
        users = run->curve.start->users;
    } else {
        negatives = negativesOf(*workspace.data().dataset());
        users = usersWithLists(*workspace.data().dataset());
    }
    return ScopeBar::tr("validation, 1 + %1 candidates, n = %2 users").arg(count(negatives), count(users));
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
    connect(m_slice, &Chip::clicked, this, [this] { m_workspace.selection().setSlice(std::nullopt); });
    connect(m_baseline, &Chip::clicked, this, [this] { m_workspace.choices().setBaseline(0); });
    connect(m_compare, &Chip::clicked, this, [this] { m_workspace.choices().setCompared({}); });
    for (const auto signal : {&RunChoices::baselineChanged, &RunChoices::comparedChanged})
        connect(&workspace.choices(), signal, this, &ScopeBar::updateRuns);
    connect(&workspace.runs(), &RunBook::runChanged, this, &ScopeBar::updateRuns);
    connect(&workspace.selection(), &Selection::sliceChanged, this, &ScopeBar::updateSlice);
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
        m_baseline->setRun(baseline->name, {LineRole::Baseline, baseline->slot});
    const std::vector<int> compared = m_workspace.choices().compared();
    const SessionRun* first = compared.empty() ? nullptr : m_workspace.runs().find(compared.front());
    m_compare->setVisible(first != nullptr);
    if (first)
        m_compare->setRun(compared.size() == 1 ? first->name
                                               : tr("%1 and %2 more").arg(first->name).arg(compared.size() - 1),
                          {LineRole::Run, first->slot});
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
}

void ScopeBar::paintEvent(QPaintEvent*)
{
    QPainter(this).fillRect(QRect(0, height() - 1, width(), 1), colour(Token::Line));
}

} // namespace tastescope::ui
