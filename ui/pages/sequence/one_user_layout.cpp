// What the view of one user is made of; what it shows stands in one_user_view.cpp.
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sequence/attention_chart.h"
#include "ui/pages/sequence/one_user_view.h"
#include "ui/parts/report/figure_source.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/session/selection.h"
#include "ui/session/workspace.h"
#include "ui/tables/table_view.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_label.h"

#include <QCheckBox>
#include <QComboBox>
#include <QScrollArea>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int listPixels = 300;
constexpr int nextRow = 28;

std::vector<Column<SequenceUserRow>> userColumns()
{
    using Row = SequenceUserRow;
    return {{OneUserView::tr("User"),
             [](const Row& row) { return QVariant(row.name); },
             {},
             {.strong = true, .stretch = true}},
            {OneUserView::tr("Events"),
             [](const Row& row) { return QVariant(row.events); },
             {},
             {.kind = CellKind::Number}},
            {OneUserView::tr("RR"),
             [](const Row& row) { return QVariant(row.reciprocal); },
             [](const QVariant& value) { return fixed(value.toDouble(), 2); },
             {.kind = CellKind::Number,
              .help = OneUserView::tr("1 / rank of the last item, 0 beyond the tenth"),
              .highIsBest = true}},
            {OneUserView::tr("Repeats"),
             [](const Row& row) { return QVariant(row.repeats); },
             [](const QVariant& value) { return fixed(value.toDouble(), 0); },
             {.kind = CellKind::Number,
              .help = OneUserView::tr("Of the first ten, those of the last five items"),
              .highIsBest = true}}};
}

std::vector<Column<ShownNextItem>> nextColumns()
{
    using Row = ShownNextItem;
    const auto tone = [](const Row& row) { return row.line.repeatOf > 0 ? std::optional(Token::Text2) : std::nullopt; };
    return {{OneUserView::tr("Rank"),
             [](const Row& row) { return QVariant(row.line.rank); },
             {},
             {.kind = CellKind::Number, .tone = Token::Text2}},
            {OneUserView::tr("Item"),
             [](const Row& row) { return QVariant(row.title); },
             {},
             {.strong = true, .stretch = true},
             {},
             tone},
            {OneUserView::tr("Popular"),
             [](const Row& row) { return QVariant(row.line.popularity); },
             [](const QVariant& value) { return percentile(value.toDouble()); },
             {.kind = CellKind::Number,
              .tone = Token::Text2,
              .help = OneUserView::tr("More took to it than to that share of the items")}},
            {OneUserView::tr("Probability"),
             [](const Row& row) { return QVariant(row.line.chance); },
             [](const QVariant& value) { return OneUserView::tr("%1 %").arg(fixed(value.toDouble() * 100, 2)); },
             {.kind = CellKind::Bar, .bar = 76, .highIsBest = true}},
            {OneUserView::tr("Baseline"),
             [](const Row& row) { return row.line.otherRank > 0 ? QVariant(row.line.otherRank) : QVariant(); },
             [](const QVariant& value) { return OneUserView::tr("rank %1").arg(count(value.toInt())); },
             {.kind = CellKind::Number, .tone = Token::Text2, .help = OneUserView::tr("Its rank under the baseline")}},
            {QString(),
             [](const Row& row) {
                 return QVariant(row.line.cameNext       ? OneUserView::tr("✓ came next")
                                 : row.line.repeatOf > 0 ? OneUserView::tr("item %1 again").arg(row.line.repeatOf)
                                                         : QString());
             },
             {},
             {.kind = CellKind::Badge, .sortable = false},
             {},
             [](const Row& row) { return std::optional(row.line.cameNext ? Token::Ok : Token::Text2); }}};
}

std::vector<Column<StandingRow>> standingColumns()
{
    using Row = StandingRow;
    return {{OneUserView::tr("Run"),
             [](const Row& row) { return QVariant(row.name); },
             {},
             {.kind = CellKind::Run, .stretch = true},
             {},
             {},
             [](const Row& row) { return std::optional(row.style); }},
            {OneUserView::tr("Rank"),
             [](const Row& row) { return QVariant(row.rank); },
             whole(count),
             {.kind = CellKind::Number, .strong = true}},
            {OneUserView::tr("Chance"),
             [](const Row& row) { return row.chance ? QVariant(*row.chance) : QVariant(); },
             [](const QVariant& value) { return OneUserView::tr("%1 %").arg(fixed(value.toDouble() * 100, 2)); },
             {.kind = CellKind::Bar, .bar = 60}}};
}

} // namespace

OneUserView::OneUserView(Workspace& workspace, QWidget* parent) : QWidget(parent), m_workspace(workspace)
{
    auto* row = makeRow(this);
    row->addWidget(makeList());
    row->addWidget(new Hairline(Qt::Vertical));
    m_parts = new QWidget;
    auto* column = makeColumn(m_parts);
    column->addWidget(makeHead());
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(makeLook());
    column->addWidget(new Hairline(Qt::Horizontal));
    auto* lower = makeRow();
    lower->addWidget(makeNext(), 2);
    lower->addWidget(new Hairline(Qt::Vertical));
    lower->addWidget(makeStandings(), 1);
    column->addLayout(lower, 1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    auto* rest = new QWidget;
    setGround(rest, Token::Base);
    auto* whole = makeColumn(rest);
    m_problem = textLabel(TypeRole::Body, Token::Text2, rest);
    m_problem->setWordWrap(true);
    m_problem->setContentsMargins(12, 12, 12, 12);
    whole->addWidget(m_problem);
    whole->addWidget(m_parts, 1);
    whole->addStretch(0);
    scroll->setWidget(rest);
    row->addWidget(scroll, 1);
    connect(&workspace.selection(), &Selection::userChanged, this, [this] {
        m_window = 0;
        if (isVisible())
            refresh();
    });
}

QWidget* OneUserView::makeList()
{
    auto* list = new QWidget;
    list->setFixedWidth(listPixels);
    auto* column = makeColumn(list);
    m_preset = new QComboBox(list);
    m_preset->addItems({tr("Most repeats in the list"), tr("Missed the next item"), tr("Found the next item"),
                        tr("Short history"), tr("All users")});
    m_preset->setAccessibleName(tr("Users worth looking at"));
    auto* top = makeRow();
    top->setContentsMargins(12, 8, 12, 8);
    top->addWidget(m_preset, 1);
    column->addLayout(top);
    m_usersView = new TableView(tr("Users"), list);
    m_users = new RowTable<SequenceUserRow>(userColumns(), m_usersView);
    m_usersView->setTable(m_users);
    column->addWidget(m_usersView, 1);
    connect(m_preset, &QComboBox::activated, this, &OneUserView::showUsers);
    connect(m_usersView, &TableView::currentRowChanged, this, &OneUserView::showChosen);
    return list;
}

QWidget* OneUserView::makeHead()
{
    auto* head = new QWidget;
    auto* column = makeColumn(head, 4);
    column->setContentsMargins(12, 8, 12, 8);
    m_name = textLabel(TypeRole::Number, Token::Text, head);
    m_facts = textLabel(TypeRole::Table, Token::Text2, head);
    m_facts->setWordWrap(true);
    auto* row = makeRow(nullptr, 12);
    m_count = textLabel(TypeRole::Table, Token::Text2, head);
    m_slider = new QSlider(Qt::Horizontal, head);
    m_slider->setFixedWidth(220);
    m_slider->setAccessibleName(tr("Window"));
    m_slider->setToolTip(tr("Which of the user's windows  , and . step, with Shift ten"));
    connect(m_slider, &QSlider::valueChanged, this, [this](int window) {
        if (m_isShowing)
            return;
        m_window = window;
        ask();
    });
    row->addWidget(m_count);
    row->addWidget(m_slider);
    row->addWidget(m_facts, 1);
    column->addWidget(m_name);
    column->addLayout(row);
    return head;
}

QWidget* OneUserView::makeLook()
{
    m_attention = new AttentionChart;
    m_attentionPanel = new ChartPanel(tr("What the model looks at"), m_attention);
    m_attention->setEmptyText(tr("No user is selected."));
    tellUnsaved(m_attentionPanel, m_workspace);
    m_blocks = new QComboBox;
    m_blocks->setProperty(property::small, true);
    m_blocks->setAccessibleName(tr("Block whose attention is shown"));
    m_attentionPanel->titleRow()->addTool(m_blocks);
    connect(m_blocks, &QComboBox::activated, this, [this](int block) {
        m_block = block;
        showBlock();
    });
    auto* look = new QWidget;
    auto* column = makeColumn(look);
    column->addWidget(m_attentionPanel);
    auto* note = textLabel(TypeRole::Table, Token::Text2, look,
                           tr("Attention says where a head looked, not what decided. The last row does: the item is "
                              "taken out, the model is asked again."));
    note->setWordWrap(true);
    note->setContentsMargins(12, 0, 12, 8);
    column->addWidget(note);
    return look;
}

QWidget* OneUserView::makeNext()
{
    auto* part = new QWidget;
    auto* column = makeColumn(part);
    m_nextTitle = new PanelTitle(tr("Next"), part);
    for (QToolButton* button : {m_nextTitle->tableButton(), m_nextTitle->exportButton(), m_nextTitle->moreButton()})
        button->hide();
    m_drop = new QCheckBox(tr("Drop repeats"), part);
    m_drop->setToolTip(tr("Leave the items of the window out of the list, as one would when serving"));
    m_nextTitle->addTool(m_drop);
    connect(m_drop, &QCheckBox::toggled, this, &OneUserView::ask);
    m_nextView = new TableView(tr("What comes next"), part);
    m_next = new RowTable<ShownNextItem>(nextColumns(), m_nextView);
    m_nextView->setTable(m_next, nextRow);
    m_nextView->setMinimumHeight(220);
    m_foot = textLabel(TypeRole::Table, Token::Text2, part);
    m_foot->setWordWrap(true);
    m_foot->setContentsMargins(12, 6, 12, 8);
    column->addWidget(m_nextTitle);
    column->addWidget(m_nextView, 1);
    column->addWidget(m_foot);
    return part;
}

QWidget* OneUserView::makeStandings()
{
    auto* part = new QWidget;
    auto* column = makeColumn(part);
    auto* title = new PanelTitle(tr("The item that came next"), part);
    for (QToolButton* button : {title->tableButton(), title->exportButton(), title->moreButton()})
        button->hide();
    auto* view = new TableView(tr("Where what came next stands"), part);
    m_standings = new RowTable<StandingRow>(standingColumns(), view);
    view->setTable(m_standings);
    m_words = textLabel(TypeRole::Table, Token::Text2, part);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(12, 6, 12, 8);
    column->addWidget(title);
    column->addWidget(view, 1);
    column->addWidget(m_words);
    return part;
}

} // namespace tastescope::ui
