#include "ui/parts/user/why_view.h"

#include "ui/parts/user/carried_view.h"
#include "ui/parts/user/carried_words.h"
#include "ui/parts/user/ledger_delegate.h"
#include "ui/parts/user/why_not_box.h"
#include "ui/parts/user/why_words.h"
#include "ui/session/carried_session.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/tables/vote_table.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/icon_mark.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QToolButton>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int ledgerRow = 44;
constexpr int plainRow = 24;

QFrame* makeLine(Token tone, QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setFixedHeight(1);
    setGround(line, tone);
    return line;
}

} // namespace

WhyView::WhyView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_votes(new VoteTable(this)),
      m_view(new TableView(tr("Why: what the score is made of"), this)),
      m_carried(new CarriedView(workspace, this)),
      m_ledger(new LedgerDelegate(this)),
      m_tableDelegate(m_view->itemDelegate())
{
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTable(m_votes, ledgerRow);
    m_view->setItemDelegate(m_ledger);
    auto* layout = makeColumn(this);
    layout->addWidget(makeHead());
    layout->addWidget(makeLine(Token::Line, this));
    layout->addWidget(m_view, 100);
    layout->addWidget(m_carried, 100);
    layout->addWidget(makeTotal());
    layout->addWidget(makeLine(Token::Line, this));
    layout->addWidget(new WhyNotBox(workspace, this));
    layout->addStretch(1);

    connect(&workspace.users(), &UserSession::whyChanged, this, &WhyView::showWhy);
    connect(&workspace.carried(), &CarriedSession::changed, this, &WhyView::showHead);
    connect(m_view, &TableView::currentRowChanged, this, [this](int row) {
        if (const auto user = row >= 0 ? m_votes->userAt(row) : std::nullopt)
            m_workspace.users().setNeighbour(*user);
    });
    showWhy();
}

QWidget* WhyView::makeHead()
{
    auto* head = new QWidget(this);
    m_title = new ElidedLabel(head);
    m_title->setTextFormat(Qt::PlainText);
    setTextStyle(m_title, TypeRole::Number, Token::Text);
    m_words = textLabel(TypeRole::Table, Token::Text2, head);
    m_words->setWordWrap(true);
    m_plain = new QToolButton(head);
    m_plain->setProperty(property::panelTool, true);
    m_plain->setIcon(icon(QStringLiteral("table"), Token::Text3));
    m_plain->setIconSize({16, 16});
    m_plain->setCheckable(true);
    m_plain->setToolTip(tr("As a plain table (T)"));
    m_plain->setAccessibleName(tr("As a plain table"));
    auto* key = new QShortcut(QKeySequence(Qt::Key_T), m_view, m_plain, &QToolButton::toggle);
    key->setContext(Qt::WidgetShortcut);
    connect(m_plain, &QToolButton::toggled, this, &WhyView::setPlain);

    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(textLabel(TypeRole::Number, Token::Text2, head, tr("Why")));
    first->addWidget(m_title, 1);
    first->addWidget(m_plain);
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(2);
    layout->addLayout(first);
    layout->addWidget(m_words);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    return head;
}

QWidget* WhyView::makeTotal()
{
    m_totalRow = new QWidget(this);
    m_tick = new IconMark(QStringLiteral("check"), Token::Ok, 16, m_totalRow);
    m_addsUp = textLabel(TypeRole::TableStrong, Token::Ok, m_totalRow, tr("adds up"));
    m_precision = textLabel(TypeRole::Table, Token::Text3, m_totalRow, tr("to 1e−9"));
    m_total = textLabel(TypeRole::Card, Token::Text, m_totalRow);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(4);
    row->addWidget(textLabel(TypeRole::TableStrong, Token::Text, m_totalRow, tr("Score")));
    row->addSpacing(12);
    row->addWidget(m_tick);
    row->addWidget(m_addsUp);
    row->addWidget(m_precision);
    row->addStretch();
    row->addWidget(m_total);
    auto* layout = makeColumn(m_totalRow);
    layout->addWidget(makeLine(Token::Outline, m_totalRow));
    layout->addLayout(row);
    return m_totalRow;
}

void WhyView::setPlain(bool plain)
{
    m_view->setItemDelegate(plain ? m_tableDelegate : m_ledger);
    m_view->verticalHeader()->setDefaultSectionSize(ui::rowHeight(plain ? plainRow : ledgerRow));
    m_carried->setPlain(plain);
    fitTable();
}

// No higher than its rows, so that the total stands right below the last one.
void WhyView::fitTable()
{
    const int rows = m_votes->rowCount();
    m_view->setVisible(rows > 0 && !isCarried());
    m_view->setMaximumHeight(m_view->horizontalHeader()->height()
                             + rows * m_view->verticalHeader()->defaultSectionSize());
}

void WhyView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_workspace.carried().watch(this);
}

void WhyView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_workspace.carried().unwatch(this);
}

bool WhyView::isCarried() const
{
    return m_workspace.carried().state() != CarriedSession::State::Nothing;
}

void WhyView::showWhy()
{
    const UserSession& users = m_workspace.users();
    const auto& why = users.why();
    const bool isThere = why && users.basis();
    m_title->setText(isThere ? itemTitle(*users.basis()->dataset, why->item) : QString());
    {
        const QSignalBlocker quiet(m_view);
        m_votes->setWhy(isThere ? users.basis()->dataset : nullptr, isThere ? why : nullptr);
        if (m_votes->rowCount() > 0)
            m_view->setCurrentIndex(m_votes->index(0, 0));
    }
    showHead();
}

void WhyView::showHead()
{
    const UserSession& users = m_workspace.users();
    const auto& why = users.why();
    const bool isThere = why && users.basis();
    const CarriedSession& carried = m_workspace.carried();
    if (!isThere)
        m_words->setText(tr("Choose a line of the recommendations to see what it is made of."));
    else if (isCarried())
        m_words->setText(
            carriedHead(*users.basis()->dataset, *why, carried.hasTracks() ? carried.unit() : LeftOutUnit::Likes));
    else
        m_words->setText(whyWords(*users.basis(), *why, users.answeredBy()));
    fitTable();
    m_carried->setVisible(isThere && isCarried());
    m_totalRow->setVisible(isThere && !isCarried());
    if (isThere)
        showTotal();
}

void WhyView::showTotal()
{
    const Explanation& explanation = m_workspace.users().why()->explanation;
    const bool addsUp = explanation.addsUp();
    m_tick->setVisible(addsUp);
    m_addsUp->setVisible(addsUp);
    m_precision->setVisible(addsUp);
    m_total->setText(explanation.isFallback ? count(static_cast<std::int64_t>(explanation.score))
                                            : ui::metric(explanation.score));
}

} // namespace tastescope::ui
