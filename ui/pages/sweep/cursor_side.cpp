#include "ui/pages/sweep/cursor_side.h"

#include "ui/charts/curve/curve_chart.h"
#include "ui/charts/sheet/chart_panel.h"
#include "ui/pages/sweep/cursor_panel.h"
#include "ui/pages/sweep/sweep_report.h"
#include "ui/pages/sweep/trial_list_panel.h"
#include "ui/session/workspace.h"
#include "ui/theme/appearance.h"
#include "ui/theme/hairline.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

CursorSide::CursorSide(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_cursor(new CursorPanel),
      m_curves(new CurveChart),
      m_curvePanel(new ChartPanel(tr("By epoch"), m_curves)),
      m_pair(new PairPanel),
      m_list(new TrialListPanel(workspace)),
      m_importance(new IntervalChart),
      m_importancePanel(new ChartPanel(tr("Importance"), m_importance))
{
    setGround(this, Token::Base);
    m_curvePanel->setObjectName(QStringLiteral("cursor"));
    m_importancePanel->setObjectName(QStringLiteral("importance"));
    m_curvePanel->setCaption(tr("neighbouring trials in grey"));
    setRoomyMinimum(*m_curvePanel, 0, 200);
    setRoomyMinimum(*m_importancePanel, 0, 124);

    auto* content = new QWidget;
    setGround(content, Token::Base);
    auto* column = makeColumn(content);
    column->addWidget(m_cursor);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_curvePanel, 3);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_pair);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_list);
    column->addWidget(new Hairline(Qt::Horizontal));
    column->addWidget(m_importancePanel, 1);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    makeColumn(this)->addWidget(scroll);
    connect(m_cursor, &CursorPanel::trialChosen, this, &CursorSide::trialChosen);
}

void CursorSide::setView(const SweepView& view, const DotData& slice)
{
    m_cursor->setView(view, slice);
    m_curvePanel->setTitle(tr("%1 by epoch").arg(view.title()));
    m_curves->setEmptyText(whyNoCurves(view));
    m_curves->setData(cursorCurves(view));
    m_importancePanel->setCaption(tr("share of %1 variance, 95 %").arg(view.title()));
    m_pair->setView(view);
    m_list->setView(view);
    const auto known =
        std::ranges::count_if(view.trials(), [&](const SweepTrial& trial) { return view.value(trial).has_value(); });
    m_importance->setEmptyText(known < fewestTrialsForImportance
                                   ? tr("Too few trials to say: %1 of %2.").arg(known).arg(fewestTrialsForImportance)
                                   : tr("Weighed as soon as the next trial is finished."));
    m_importance->setData(importanceRows(view));
    for (ChartPanel* panel : {m_curvePanel, m_importancePanel})
        panel->setSource(originOf(view));
}

} // namespace tastescope::ui
