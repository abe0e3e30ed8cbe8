#include "ui/parts/user/user_head.h"

#include "ui/parts/key_button.h"
#include "ui/parts/user/badge_row.h"
#include "ui/parts/user/facts_line.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/shown_figures.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace tastescope::ui {

UserHead::UserHead(Workspace& workspace, Breadth breadth, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_breadth(breadth),
      m_name(new QLabel(this)),
      m_badges(new BadgeRow(this)),
      m_facts(new FactsLine(this))
{
    setTextStyle(m_name, TypeRole::Number);
    m_name->setTextFormat(Qt::PlainText);
    m_name->setAccessibleDescription(tr("The user one looks at"));
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_name);
    first->addWidget(m_badges);
    first->addStretch();
    if (breadth == Breadth::Wide) {
        auto* random = new KeyButton(QStringLiteral("shuffle"), tr("Random"), QStringLiteral("R"), this);
        random->setToolTip(tr("A random user of the list, by seed %1 (R)").arg(UserWalk::seed));
        auto* next = new KeyButton(QStringLiteral("next"), tr("Next"), QStringLiteral("N"), this);
        next->setToolTip(tr("The next user of the list (N)"));
        connect(random, &QPushButton::clicked, &workspace.users(), &UserSession::chooseRandom);
        connect(next, &QPushButton::clicked, &workspace.users(), &UserSession::chooseNext);
        first->addWidget(random);
        first->addWidget(next);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 6);
    layout->setSpacing(2);
    layout->addLayout(first);
    layout->addWidget(m_facts);
    connect(&workspace.users(), &UserSession::answerChanged, this, &UserHead::showUser);
    showUser();
}

void UserHead::showUser()
{
    const UserSession& users = m_workspace.users();
    const auto& answer = users.answer();
    if (!answer) {
        m_name->setText(unknownNumber());
        m_badges->setBadges({});
        m_facts->setFacts({});
        showFigures(this, {});
        return;
    }
    const UserBasis& basis = *users.basis();
    const Dataset& dataset = *basis.dataset;
    const UserFacts& facts = basis.overview.users[index(answer->user)];
    m_name->setText(userName(dataset, answer->user));
    QVector<Badge> badges;
    if (facts.isCold)
        badges << Badge{tr("cold"), Token::Text2};
    if (answer->list.isFallback)
        badges << Badge{tr("fallback"), Token::Warn};
    m_badges->setBadges(badges);

    const bool wide = m_breadth == Breadth::Wide;
    QVector<Fact> line{
        {tr("Library"), wide ? counted(facts.tracks, dataset.nouns().track) : count(facts.tracks)},
        {tr("Neighbours"), count(facts.neighbours)},
        {tr("Chosen by"), count(facts.chosenBy), facts.chosenBy > 0 ? percentile(facts.chosenShare) : QString()}};
    if (wide) {
        const auto candidates = static_cast<qint64>(basis.candidates->of(answer->user).size());
        const QString sampled = facts.isFallback ? tr("fallback instead") : tr("%1 sampled").arg(count(candidates));
        line << Fact{tr("In reach"), counted(facts.inReach, dataset.nouns().item) + QLatin1Char(','), sampled};
    }
    m_facts->setFacts(line);
    const auto shown = [&](const QString& what, std::int32_t value) {
        return ShownFigure{figure::ofUser(m_name->text(), what), static_cast<double>(value)};
    };
    std::vector<ShownFigure> figures{shown(figure::library, facts.tracks), shown(figure::neighbours, facts.neighbours),
                                     shown(figure::chosenBy, facts.chosenBy)};
    if (wide)
        figures.push_back(shown(figure::inReach, facts.inReach));
    showFigures(this, figures);
}

} // namespace tastescope::ui
