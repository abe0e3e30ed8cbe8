#include "ui/parts/user/recommendation_view.h"

#include "ui/parts/user/ranked_view.h"
#include "ui/parts/user/source_button.h"
#include "ui/parts/user/why_words.h"
#include "ui/session/names.h"
#include "ui/session/neighbour_session.h"
#include "ui/session/numbers.h"
#include "ui/session/run_choices.h"
#include "ui/session/selection.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/folding_row.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int leastSource = 130; // px of who answers

QLabel* wrapped(Token tone, QWidget* parent)
{
    QLabel* label = textLabel(TypeRole::Table, tone, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

RecommendationView::RecommendationView(Workspace& workspace, Breadth breadth, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_breadth(breadth),
      m_table(new RecommendationTable(breadth, this)),
      m_view(new RankedView(m_table, tr("Recommendations"), this)),
      m_fallback(wrapped(Token::Warn, this))
{
    auto* fallback = new QHBoxLayout; // the sheet takes a label's own margins away
    fallback->setContentsMargins(12, 0, 12, 0);
    fallback->addWidget(m_fallback);
    auto* layout = makeColumn(this);
    layout->addWidget(makeHead());
    layout->addLayout(fallback);
    layout->addWidget(m_view, 1);
    layout->addWidget(makeFoot());

    UserSession& users = workspace.users();
    connect(&users, &UserSession::answerChanged, this, &RecommendationView::showAnswer);
    connect(&users, &UserSession::optionsChanged, this, &RecommendationView::showOptions);
    connect(&workspace.neighbours(), &NeighbourSession::optionsChanged, this, &RecommendationView::showOptions);
    connect(&workspace.selection(), &Selection::itemChanged, this, &RecommendationView::showItem);
    connect(m_view, &TableView::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_workspace.selection().setItem(m_table->itemAt(row));
    });
    connect(m_view, &TableView::rowActivated, this, [this] { m_workspace.users().wantWhy(); });
    showAnswer();
    showOptions();
}

QWidget* RecommendationView::makeHead()
{
    auto* head = new FoldingRow(leastSource, this);
    head->layout()->setContentsMargins(12, 2, 12, 2);
    head->layout()->setSpacing(12);
    UserSession& users = m_workspace.users();
    head->first()->addWidget(new SourceButton(
                                 users, [this](int run) { m_workspace.choices().setCurrent(run); }, head),
                             1);
    QHBoxLayout* layout = head->second();
    layout->setSpacing(12);

    m_refresh = new QPushButton(head);
    m_refresh->setProperty(property::small, true);
    m_refresh->setToolTip(tr("Draw another sample of what the neighbours bring"));
    m_refresh->setAccessibleDescription(m_refresh->toolTip());
    connect(m_refresh, &QPushButton::clicked, &users, &UserSession::refreshSample);
    if (m_breadth == Breadth::Wide) {
        m_filterSeen = new QCheckBox(tr("Filter seen"), head);
        m_filterSeen->setFont(ui::font(TypeRole::Table));
        m_filterSeen->setToolTip(tr("Leave out what the user likes in training or owns"));
        connect(m_filterSeen, &QCheckBox::toggled, &users, &UserSession::setFilterSeen);
        m_catalogue = new QCheckBox(tr("Whole catalogue"), head);
        m_catalogue->setFont(ui::font(TypeRole::Table));
        m_catalogue->setToolTip(tr("Rank everything, not only what the neighbours bring"));
        connect(m_catalogue, &QCheckBox::toggled, &users,
                [&users](bool on) { users.setFrom(on ? RecommendFrom::Catalogue : RecommendFrom::Neighbours); });
        auto* boxes = new QWidget(head);
        auto* both = makeRow(boxes);
        both->setSpacing(12);
        both->addWidget(m_catalogue);
        both->addWidget(m_filterSeen);
        layout->addWidget(boxes);
    }
    layout->addWidget(m_refresh);
    layout->addStretch();
    head->setMinimumHeight(34);
    return head;
}

QWidget* RecommendationView::makeFoot()
{
    auto* foot = new QWidget(this);
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(12, 6, 12, 6);
    layout->setSpacing(16);
    m_foot = wrapped(Token::Text2, foot);
    layout->addWidget(m_foot, 1);
    if (m_breadth == Breadth::Wide) {
        auto* whyNot = new QPushButton(tr("Why not…"), foot);
        whyNot->setProperty(property::link, true);
        whyNot->setFont(ui::font(TypeRole::Table));
        whyNot->setToolTip(tr("Ask why something is not in this list (Shift+Y)"));
        connect(whyNot, &QPushButton::clicked, &m_workspace.users(), &UserSession::wantWhyNot);
        layout->addWidget(whyNot, 0, Qt::AlignTop);
    }
    return foot;
}

void RecommendationView::showOptions()
{
    const UserSession& users = m_workspace.users();
    m_refresh->setText(tr("Refresh sample %1").arg(users.sample()));
    if (m_filterSeen) {
        const QSignalBlocker quiet(m_filterSeen);
        m_filterSeen->setChecked(users.filterSeen());
        const QSignalBlocker quietCatalogue(m_catalogue);
        m_catalogue->setChecked(users.from() == RecommendFrom::Catalogue);
        m_refresh->setEnabled(users.from() == RecommendFrom::Neighbours);
    }
}

// "Line after 5 is K.   Held out 4: 1 in the top 5, 1 at rank 7, 2 not among the 75."
QString RecommendationView::heldOutText() const
{
    const auto& answer = m_workspace.users().answer();
    if (!answer)
        return {};
    const int k = m_workspace.selection().k();
    const QString line = tr("Line after %1 is K.").arg(k) + QStringLiteral("   ");
    const auto all = static_cast<std::int64_t>(answer->heldOut.size());
    if (all == 0)
        return line + tr("Nothing held out for this user.");
    std::int64_t inTop = 0;
    std::int64_t missing = 0;
    QStringList ranks;
    for (const HeldOutPlace& place : answer->heldOut) {
        if (!place.rank)
            ++missing;
        else if (*place.rank <= k)
            ++inTop;
        else
            ranks << count(*place.rank);
    }
    QStringList parts{tr("%1 in the top %2").arg(count(inTop)).arg(k)};
    constexpr qsizetype mostRanks = 5;
    if (ranks.size() > mostRanks)
        parts << tr("%1 lower").arg(count(ranks.size()));
    else if (!ranks.isEmpty())
        parts << tr("%1 at rank %2").arg(count(ranks.size()), ranks.join(QStringLiteral(", ")));
    if (missing > 0)
        parts << tr("%1 not among the %2").arg(count(missing), count(answer->list.ranked));
    return line + tr("Held out %1: ").arg(count(all))
           + parts.join(ranks.size() > 1 ? QStringLiteral("; ") : QStringLiteral(", ")) + QLatin1Char('.');
}

void RecommendationView::showAnswer()
{
    const UserSession& users = m_workspace.users();
    const auto& answer = users.answer();
    {
        const QSignalBlocker quiet(m_view); // a new list is no choice of the person
        m_table->setAnswer(answer ? users.basis()->dataset : nullptr, answer);
    }
    m_view->setK(m_workspace.selection().k());
    m_foot->setText(heldOutText());
    m_fallback->setVisible(answer && answer->list.isFallback);
    if (m_fallback->isVisibleTo(this))
        m_fallback->setText(tr("Fallback: this user %1. The list is the mainstream one, most popular first; scores are "
                               "likes.")
                                .arg(fallbackReason(*users.basis(), answer->user)));
    showItem();
}

void RecommendationView::showItem()
{
    const auto item = m_workspace.selection().item();
    const int row = item ? m_table->rowOf(*item) : -1;
    const QSignalBlocker quiet(m_view);
    if (row < 0)
        m_view->clearSelection();
    else if (m_view->currentIndex().row() != row)
        m_view->setCurrentIndex(m_table->index(row, 0));
}

} // namespace tastescope::ui
