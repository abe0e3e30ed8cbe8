#include "ui/pages/start/start_page.h"

#include "ui/pages/start/drop_zone.h"
#include "ui/pages/start/recent_row.h"
#include "ui/pages/start/start_card.h"
#include "ui/session/data_opening.h"
#include "ui/session/first_steps.h"
#include "ui/session/numbers.h"
#include "ui/session/settings.h"
#include "ui/session/workspace.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace tastescope::ui {

namespace {

constexpr int contentWidth = 932; // with the room of a focus ring at both sides

} // namespace

StartPage::StartPage(Workspace& workspace, QWidget* parent) : QScrollArea(parent), m_workspace(workspace)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    auto* ground = new QWidget(this);
    setGround(ground, Token::Base);
    setGround(viewport(), Token::Base);
    auto* row = new QHBoxLayout(ground);
    row->setContentsMargins(24, 72, 24, 24);
    auto* content = new QWidget(ground);
    content->setMaximumWidth(contentWidth);
    row->addStretch(1);
    row->addWidget(content, 100);
    row->addStretch(1);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(4, 0, 4, 0);
    column->setSpacing(24);
    column->addWidget(makeHeading());
    column->addSpacing(4);
    column->addWidget(makeCards());
    column->addWidget(new DropZone(content));
    column->addSpacing(8);
    column->addWidget(makeRecent());
    column->addWidget(makeLinks());
    column->addStretch(1);
    setWidget(ground);
    refresh();
    connect(&workspace.opening(), &DataOpening::openingChanged, this, &StartPage::updateCards);
}

QWidget* StartPage::makeHeading()
{
    auto* heading = new QWidget(this);
    auto* column = makeColumn(heading, 4);
    column->addWidget(textLabel(TypeRole::Display, Token::Text, heading, tr("Tastescope")));
    QLabel* promise =
        textLabel(TypeRole::Body, Token::Text2, heading,
                  tr("See what a recommender learned, and why it says so. Everything stays on this computer."));
    promise->setWordWrap(true);
    column->addWidget(promise);
    return heading;
}

QWidget* StartPage::makeCards()
{
    auto* cards = new QWidget(this);
    auto* row = makeRow(cards, 24);
    m_explore =
        new StartCard(QStringLiteral("flask"), tr("Explore the sample"), tr("Explore"), tr("about 2 s, Enter"), cards);
    m_explore->setText(tr("%1 invented listeners, %2 tracks, %3 playlists. Opens on Neighbours, already computed.")
                           .arg(count(5000), count(8000), count(9000)));
    m_open = new StartCard(QStringLiteral("folder"), tr("Open data…"), tr("Open…"), tr("Ctrl+O"), cards);
    m_open->setText(tr("MovieLens, Last.fm, or any table of users and items. Columns are recognised and shown first."));
    m_continue = new StartCard(QStringLiteral("clock"), tr("Continue"), tr("Continue"), {}, cards);
    m_cards = row;
    for (StartCard* card : {m_explore, m_open, m_continue})
        row->addWidget(card, 1);
    connect(m_explore, &StartCard::chosen, this, [this] { exploreSample(m_workspace); });
    connect(m_open, &StartCard::chosen, this, &StartPage::browseChosen);
    connect(m_continue, &StartCard::chosen, this, &StartPage::continueChosen);
    return cards;
}

QWidget* StartPage::makeRecent()
{
    m_recent = new QWidget(this);
    auto* column = makeColumn(m_recent);
    auto* heading = new QHBoxLayout;
    heading->addWidget(textLabel(TypeRole::Title, Token::Text, m_recent, tr("Recent")));
    heading->addStretch(1);
    QPushButton* clear = makeLink(tr("Clear list"), m_recent);
    connect(clear, &QPushButton::clicked, this, [this] {
        m_workspace.settings().clearRecentFiles();
        refresh();
    });
    heading->addWidget(clear);
    column->addLayout(heading);
    column->addSpacing(5);
    column->addWidget(new Hairline(Qt::Horizontal, m_recent));
    m_rows = new QVBoxLayout;
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    return m_recent;
}

QPushButton* StartPage::makeLink(const QString& text, QWidget* parent)
{
    auto* link = new QPushButton(text, parent);
    link->setProperty(property::link, true);
    link->setCursor(Qt::PointingHandCursor);
    link->setFont(ui::font(TypeRole::Table));
    return link;
}

QWidget* StartPage::makeLinks()
{
    auto* links = new QWidget(this);
    auto* row = makeRow(links, 16);
    QPushButton* keys = makeLink(tr("Keyboard sheet F1"), links);
    QPushButton* formats = makeLink(tr("Known datasets and accepted formats"), links);
    connect(keys, &QPushButton::clicked, this, &StartPage::keysChosen);
    connect(formats, &QPushButton::clicked, this, &StartPage::formatsChosen);
    row->addWidget(keys);
    row->addWidget(formats);
    row->addStretch(1);
    return links;
}

void StartPage::refresh()
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const QVector<RecentFile> files = m_workspace.settings().recentFiles();
    for (const RecentFile& file : files) {
        auto* row = new RecentRow(file, m_recent);
        connect(row, &RecentRow::clicked, this, [this, source = file.source] { emit recentChosen(source); });
        m_rows->addWidget(row);
    }
    m_recent->setVisible(!files.isEmpty());
    updateCards();
}

void StartPage::updateCards()
{
    const auto session = m_workspace.settings().lastSession();
    const bool opening = m_workspace.opening().isOpening();
    m_explore->setAvailable(!opening);
    m_open->setAvailable(!opening);
    m_continue->setAvailable(session && !opening);
    leadWith(session ? m_continue : m_explore);
    m_continue->setText(session ? tr("%1, page %2. The same screen you left %3.")
                                      .arg(session->source.name(), session->page, when(session->leftAt))
                                : tr("What is open when you close the window waits here for the next time."));
}

// Who comes back goes on; who is new looks at the sample.
void StartPage::leadWith(StartCard* card)
{
    const bool returns = card == m_continue;
    m_explore->setPrimary(!returns);
    m_continue->setPrimary(returns);
    m_explore->setHint(returns ? tr("about 2 s") : tr("about 2 s, Enter"));
    m_continue->setHint(returns ? tr("Enter") : QString());
    const bool hadFocus = m_explore->hasFocus() || m_continue->hasFocus();
    m_cards->removeWidget(m_continue);
    m_cards->insertWidget(returns ? 0 : 2, m_continue, 1);
    if (returns) {
        QWidget::setTabOrder(m_continue, m_explore);
        QWidget::setTabOrder(m_explore, m_open);
    }
    if (hadFocus)
        card->setFocus(Qt::OtherFocusReason);
}

void StartPage::showEvent(QShowEvent* event)
{
    QScrollArea::showEvent(event);
    StartCard* first = m_workspace.settings().lastSession() ? m_continue : m_explore;
    first->setFocus(Qt::ShortcutFocusReason); // Enter starts, and its ring says so
}

} // namespace tastescope::ui
