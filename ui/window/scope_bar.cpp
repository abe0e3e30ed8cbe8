#include "ui/window/scope_bar.h"

#include "ui/session/numbers.h"
#include "ui/session/workspace.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/window/chip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace tastescope::ui {

namespace {

std::int64_t evaluatedUsers(const Dataset& dataset)
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
    if (!workspace.dataset())
        return {};
    const SessionRun* run = workspace.currentRun();
    std::int64_t negatives = 0;
    std::int64_t users = 0;
    if (run && run->curve.start) {
        negatives = run->curve.start->negatives;
        users = run->curve.start->users;
    } else {
        negatives = negativesOf(*workspace.dataset());
        users = evaluatedUsers(*workspace.dataset());
    }
    return ScopeBar::tr("validation, 1 + %1 candidates, n = %2 users").arg(count(negatives), count(users));
}

ScopeBar::ScopeBar(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_slice(new Chip(tr("Slice"), this)),
      m_protocol(new QLabel(this))
{
    setGround(this, Token::Window);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 4, 12, 5);
    layout->setSpacing(8);
    layout->addWidget(m_slice);
    layout->addStretch(1);
    layout->addWidget(m_protocol);
    setTextStyle(m_protocol, TypeRole::Table, Token::Text2);
    connect(m_slice, &Chip::clicked, this, [this] { m_workspace.setSlice(std::nullopt); });
    connect(&workspace, &Workspace::sliceChanged, this, &ScopeBar::updateSlice);
    connect(&workspace, &Workspace::datasetChanged, this, &ScopeBar::updateProtocol);
    connect(&workspace, &Workspace::currentRunChanged, this, &ScopeBar::updateProtocol);
    updateSlice();
    updateProtocol();
}

void ScopeBar::updateSlice()
{
    const auto& slice = m_workspace.slice();
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
