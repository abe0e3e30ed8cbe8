// What the Compare page is made of; what it shows stands in compare_page.cpp.

#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/charts/spread/win_map.h"
#include "ui/pages/compare/compare_head.h"
#include "ui/pages/compare/compare_page.h"
#include "ui/pages/compare/differences_panel.h"
#include "ui/pages/compare/remark_row.h"
#include "ui/pages/compare/user_lists_panel.h"
#include "ui/parts/empty_state.h"
#include "ui/session/comparison_session.h"
#include "ui/session/first_steps.h"
#include "ui/session/workspace.h"
#include "ui/theme/appearance.h"
#include "ui/theme/hairline.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/text_scale.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr int rightPixels = 412;
constexpr int narrowRight = 340;
constexpr int differencesPixels = 350;
constexpr int differencesPixelsPerRun = 56; // for each after the second
constexpr int mostForDifferences = 3;       // tenths of the page
constexpr int widthForWide = 1180;

QVBoxLayout* columnOf(QWidget* widget)
{
    auto* column = makeColumn(widget);
    return column;
}

} // namespace

EmptyState* ComparePage::makeEmpty()
{
    auto* empty = new EmptyState(QStringLiteral("compare"));
    empty->addButton(tr("Train %1").arg(modelTitle(learningModel)), [this] { trainOnce(learningModel); });
    empty->addButton(tr("Run %1").arg(modelTitle(neighbourModel)), [this] { trainOnce(neighbourModel); });
    return empty;
}

QWidget* ComparePage::makeFull()
{
    auto* page = new QWidget;
    auto* column = columnOf(page);
    m_head = new CompareHead(m_workspace.comparisons());
    column->addWidget(m_head);
    column->addWidget(new Hairline(Qt::Horizontal));

    auto* content = new QWidget;
    setGround(content, Token::Base);
    auto* row = makeRow(content);
    row->addWidget(makeLeft(), 1);
    row->addWidget(new Hairline(Qt::Vertical));
    m_right = makeRight();
    row->addWidget(m_right);

    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    column->addWidget(scroll, 1);
    return page;
}

QWidget* ComparePage::makeLeft()
{
    m_differences = new DifferencesPanel(m_workspace);
    m_differencesLine = new QWidget;
    setGround(m_differencesLine, Token::Line); // it lies or stands
    auto* left = new QWidget;
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight, left);
    m_columns->setContentsMargins({});
    m_columns->setSpacing(0);
    m_columns->addWidget(m_differences);
    m_columns->addWidget(m_differencesLine);
    m_columns->addWidget(makeMiddle(), 1);
    return left;
}

QWidget* ComparePage::makeMiddle()
{
    m_curves = new CurveChart;
    m_curvesPanel = new ChartPanel(tr("MRR"), m_curves);
    auto* all = new QPushButton(tr("All"));
    all->setProperty(property::small, true);
    all->setCheckable(true);
    all->setAccessibleName(tr("All values, else those near the best"));
    all->setToolTip(tr("All values. Else only those near what the runs came to, within %1 intervals, and how many are "
                       "below  A")
                        .arg(nearIntervals));
    m_curvesPanel->titleRow()->addTool(all);
    connect(all, &QPushButton::clicked, m_curves, &CurveChart::setAll);
    connect(m_curves, &CurveChart::allChanged, all, &QPushButton::setChecked);
    m_intervals = new IntervalChart;
    m_intervalsPanel = new ChartPanel(tr("Is the difference real?"), m_intervals);
    m_metric = new QComboBox;
    m_metric->setProperty(property::small, true);
    m_metric->setAccessibleName(tr("Metric"));
    m_metric->setToolTip(tr("What the runs are compared by"));
    m_intervalsPanel->titleRow()->addTool(m_metric);
    m_remarks = new RemarkRow;
    m_groups = new DotChart;
    m_groups->setEmptyText(tr("Known when the neighbours are."));
    m_groupsPanel = new ChartPanel(tr("By number of neighbours"), m_groups);
    setRoomyMinimum(*m_groupsPanel, 0, 150);
    m_curvesPanel->setObjectName(QStringLiteral("curves"));
    m_intervalsPanel->setObjectName(QStringLiteral("intervals"));
    m_groupsPanel->titleRow()->explainTitle([] { return tr("A click on a group makes its users the slice."); });
    m_groupsPanel->setObjectName(QStringLiteral("groups"));
    setRoomyMinimum(*m_curvesPanel, 0, 210);

    auto* middle = new QWidget;
    auto* column = columnOf(middle);
    column->addWidget(m_curvesPanel, 4);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_intervalsPanel);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_remarks);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_groupsPanel, 3);
    return middle;
}

QWidget* ComparePage::makeRight()
{
    m_wins = new WinMap;
    setRoomyMinimum(*m_wins, 0, 200);
    m_winsPanel = new ChartPanel(tr("Who wins"), m_wins);
    m_winsPanel->setObjectName(QStringLiteral("wins"));
    m_winsNote = new QLabel;
    setTextStyle(m_winsNote, TypeRole::Table, Token::Text2);
    m_winsNote->setWordWrap(true);
    m_slice = new QPushButton;
    m_slice->setProperty(property::link, true);
    m_slice->setFont(ui::font(TypeRole::Table));
    m_lists = new UserListsPanel(m_workspace);

    auto* right = new QWidget;
    auto* column = columnOf(right);
    column->addWidget(m_winsPanel);
    auto* note = new QHBoxLayout;
    note->setContentsMargins(12, 4, 12, 8);
    note->addWidget(m_winsNote, 1);
    note->addWidget(m_slice);
    column->addLayout(note);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_lists, 1);
    return right;
}

void ComparePage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ComparePage::arrange()
{
    const bool wide = width() >= widthForWide * textScale();
    m_right->setFixedWidth(
        static_cast<int>((wide ? rightPixels : narrowRight) * (wide ? textScale() : std::sqrt(textScale()))));
    m_columns->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_differencesLine->setFixedSize(wide ? QSize(1, QWIDGETSIZE_MAX) : QSize(QWIDGETSIZE_MAX, 1));
    const int more = static_cast<int>(m_workspace.comparisons().chosen().size()) - 2;
    const int two = static_cast<int>(differencesPixels * textScale());
    const int wanted = two + std::max(0, more) * differencesPixelsPerRun;
    const int most = std::max(two, width() * mostForDifferences / 10);
    m_differences->setMinimumWidth(wide ? std::min(wanted, most) : 0);
    m_differences->setMaximumWidth(wide ? std::min(wanted, most) : QWIDGETSIZE_MAX);
}

} // namespace tastescope::ui
