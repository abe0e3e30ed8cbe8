#include "ui/parts/user/carried_view.h"

#include "ui/parts/user/badge_row.h"
#include "ui/parts/user/carried_delegate.h"
#include "ui/parts/user/carried_words.h"
#include "ui/session/carried_session.h"
#include "ui/session/dataset_opening.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/workspace.h"
#include "ui/tables/carried_table.h"
#include "ui/tables/table_view.h"
#include "ui/theme/folding_row.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int carriedRow = 33;
constexpr int carriedPlainRow = 24;
constexpr int leastUnits = 140; // px of "tracks" and "playlists"
constexpr int looseBelow = 4;   // of five

QPushButton* makeSegment(const char* place, QWidget* parent)
{
    auto* button = new QPushButton(parent);
    button->setCheckable(true);
    button->setAutoDefault(false);
    button->setProperty("small", true);
    button->setProperty("segment", place);
    return button;
}

QLabel* wrapped(TypeRole role, Token tone, QWidget* parent)
{
    QLabel* label = textLabel(role, tone, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace

CarriedView::CarriedView(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_table(new CarriedTable(this)),
      m_view(new TableView(tr("Why: what is left out"), this)),
      m_bars(new CarriedDelegate(this)),
      m_tableDelegate(m_view->itemDelegate())
{
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTable(m_table, carriedRow);
    m_view->setItemDelegate(m_bars);
    m_rest = wrapped(TypeRole::Table, Token::Text3, this);
    m_rest->setContentsMargins(12, 6, 12, 6);
    auto* layout = makeColumn(this);
    layout->addWidget(makeTools());
    layout->addWidget(m_view, 100);
    layout->addWidget(m_rest);
    layout->addWidget(makeBelow());
    layout->addStretch(1);
    connect(&workspace.carried(), &CarriedSession::changed, this, &CarriedView::showAnswer);
    showAnswer();
}

QWidget* CarriedView::makeTools()
{
    CarriedSession& carried = m_workspace.carried();
    auto* tools = new FoldingRow(leastUnits, this);
    m_units = new QWidget(tools);
    m_tracks = makeSegment("first", m_units);
    m_likes = makeSegment("last", m_units);
    auto* choice = new QButtonGroup(this);
    choice->addButton(m_tracks);
    choice->addButton(m_likes);
    auto* units = makeRow(m_units);
    units->addWidget(m_tracks);
    units->addWidget(m_likes);
    connect(m_tracks, &QPushButton::clicked, this, [&carried] { carried.setUnit(LeftOutUnit::Tracks); });
    connect(m_likes, &QPushButton::clicked, this, [&carried] { carried.setUnit(LeftOutUnit::Likes); });
    m_badges = new BadgeRow(tools);
    m_asked = textLabel(TypeRole::Table, Token::Text3, tools);
    m_stop = new QPushButton(tools);
    m_stop->setProperty("link", true);
    m_stop->setAutoDefault(false);
    connect(m_stop, &QPushButton::clicked, this, [&carried] {
        if (carried.state() == CarriedSession::State::Asking)
            carried.stop();
        else
            carried.askAgain();
    });
    auto* halves = static_cast<QBoxLayout*>(tools->layout());
    halves->setContentsMargins(12, 8, 12, 8);
    halves->setSpacing(8);
    halves->setStretch(0, 0);
    halves->setStretch(1, 1);
    tools->first()->addWidget(m_units);
    tools->first()->addStretch();
    QHBoxLayout* row = tools->second();
    row->setSpacing(8);
    row->addWidget(m_badges);
    row->addStretch();
    row->addWidget(m_asked);
    row->addWidget(m_stop);
    return tools;
}

QWidget* CarriedView::makeBelow()
{
    m_below = new QWidget(this);
    const auto section = [this](QLabel*& title, QLabel*& right) {
        auto* row = new QHBoxLayout;
        title = textLabel(TypeRole::TableStrong, Token::Text, m_below);
        title->setWordWrap(true);
        right = textLabel(TypeRole::TableStrong, Token::Text, m_below);
        row->addWidget(title, 1);
        row->addWidget(right);
        return row;
    };
    auto* layout = new QVBoxLayout(m_below);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(2);
    layout->addWidget(new Hairline(Qt::Horizontal, m_below));
    layout->addSpacing(6);
    layout->addLayout(section(m_togetherTitle, m_togetherChange));
    layout->addWidget(m_together = wrapped(TypeRole::Table, Token::Text2, m_below));
    layout->addSpacing(8);
    QLabel* cosine = nullptr;
    layout->addLayout(section(m_nearTitle, cosine));
    setTextStyle(cosine, TypeRole::Table, Token::Text3);
    cosine->setText(tr("cosine"));
    auto* near = new QHBoxLayout;
    near->addWidget(m_nearNames = textLabel(TypeRole::Table, Token::Text2, m_below), 1);
    near->addWidget(m_nearValues = textLabel(TypeRole::Table, Token::Text2, m_below));
    m_nearNames->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_nearValues->setAlignment(Qt::AlignRight);
    layout->addLayout(near);
    layout->addSpacing(8);
    layout->addWidget(textLabel(TypeRole::TableStrong, Token::Text, m_below, tr("Smallest edit that changes rank 1")));
    layout->addWidget(m_edit = wrapped(TypeRole::Table, Token::Text2, m_below));
    return m_below;
}

void CarriedView::setPlain(bool plain)
{
    m_table->setWhole(plain);
    m_view->setItemDelegate(plain ? m_tableDelegate : m_bars);
    m_view->verticalHeader()->setDefaultSectionSize(ui::rowHeight(plain ? carriedPlainRow : carriedRow));
    showAnswer();
}

// No higher than its rows, so that what is said of them stands right below the last one.
void CarriedView::fitTable()
{
    const int rows = m_table->rowCount();
    m_view->setVisible(rows > 0);
    m_view->setMaximumHeight(m_view->horizontalHeader()->height()
                             + rows * m_view->verticalHeader()->defaultSectionSize());
}

void CarriedView::showAnswer()
{
    const CarriedSession& carried = m_workspace.carried();
    const auto state = carried.state();
    const auto& answer = carried.answer();
    const bool isThere = state == CarriedSession::State::Answered && answer;
    if (isThere) {
        m_tracks->setText(plural(answer->dataset->nouns().track));
        m_likes->setText(plural(answer->dataset->nouns().item));
    }
    m_units->setVisible(carried.hasTracks() && !m_tracks->text().isEmpty());
    m_tracks->setChecked(carried.unit() == LeftOutUnit::Tracks);
    m_likes->setChecked(carried.unit() == LeftOutUnit::Likes);
    QVector<Badge> badges{{tr("counterfactual")}};
    if (isThere && answer->found.agreeing < qMin(looseBelow, answer->found.compared))
        badges.push_back({tr("loose fold-in"), Token::Warn});
    m_badges->setBadges(badges);
    m_badges->setToolTip(isThere ? agreementWords(*answer) : QString());
    const bool asking = state == CarriedSession::State::Asking;
    m_asked->setText(isThere ? carriedCost(*answer) : asking ? tr("asking …") : tr("stopped"));
    m_stop->setVisible(asking || state == CarriedSession::State::Stopped);
    m_stop->setText(asking ? tr("Stop") : tr("Ask again"));
    m_stop->setAccessibleName(asking ? tr("Stop asking what carries it") : tr("Ask again what carries it"));
    m_table->setAnswer(isThere ? answer : nullptr);
    if (m_table->rowCount() > 0)
        m_view->setCurrentIndex(m_table->index(0, 0));
    fitTable();
    m_rest->setVisible(isThere);
    m_below->setVisible(isThere);
    if (isThere)
        showParts(*answer);
}

void CarriedView::showParts(const CarriedAnswer& answer)
{
    const Counterfactual& found = answer.found;
    const Dataset& dataset = *answer.dataset;
    m_rest->setText(carriedRest(answer, m_table->hidden()));
    for (QLabel* label : {m_togetherTitle, m_togetherChange, m_together})
        label->setVisible(found.together.has_value());
    if (found.together) {
        m_togetherTitle->setText(togetherTitle(answer));
        m_togetherChange->setText(delta(found.together->change));
        m_together->setText(togetherWords(answer));
    }
    m_nearTitle->setText(tr("Nearest %1 it learned from").arg(plural(dataset.nouns().item)));
    QStringList names;
    QStringList values;
    for (const NearLike& near : found.nearest) {
        names << itemTitle(dataset, near.item);
        values << ui::fixed(near.similarity, 2);
    }
    m_nearNames->setText(names.join(QLatin1Char('\n')));
    m_nearNames->setToolTip(names.join(QLatin1Char('\n')));
    m_nearValues->setText(values.join(QLatin1Char('\n')));
    m_edit->setText(smallestEditWords(answer));
}

} // namespace tastescope::ui
