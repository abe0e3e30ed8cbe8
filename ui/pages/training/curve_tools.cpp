#include "ui/pages/training/curve_tools.h"

#include "ui/charts/curve/curve_chart.h"
#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/theme/icons.h"
#include "ui/theme/layout.h"
#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace tastescope::ui {

CurveTools::CurveTools(QWidget* parent) : QWidget(parent), m_scales(new QButtonGroup(this))
{
    auto* row = makeRow(this);
    const auto addScale = [&](RunScale scale, const char* segment, const QString& help) {
        auto* button = new QPushButton(wordOf(scale), this);
        button->setProperty(property::small, true);
        button->setProperty(property::segment, segment);
        button->setCheckable(true);
        button->setChecked(scale == m_scale);
        button->setToolTip(help);
        button->setAccessibleDescription(help);
        m_scales->addButton(button, static_cast<int>(scale));
        row->addWidget(button);
    };
    addScale(RunScale::Epoch, "first", tr("Curves by epoch"));
    addScale(RunScale::Samples, "middle", tr("Curves by samples seen: fair between unlike epochs"));
    addScale(RunScale::Time, "last", tr("Curves by time: fair between fast and slow runs"));
    row->addSpacing(8);
    m_smoothing = new QPushButton(this);
    m_smoothing->setProperty(property::small, true);
    m_smoothing->setCheckable(true);
    m_smoothing->setToolTip(tr("Moving average; the values themselves stay behind it, faint  S"));
    row->addWidget(m_smoothing);
    row->addSpacing(8);
    m_all = new QPushButton(tr("All"), this);
    m_all->setProperty(property::small, true);
    m_all->setCheckable(true);
    m_all->setAccessibleName(tr("All values, else those near the best"));
    m_all->setToolTip(
        tr("All values. Else, once no run is learning, only those near the best, within %1 intervals, and "
           "how many are below  A")
            .arg(nearIntervals));
    row->addWidget(m_all);
    row->addSpacing(8);
    m_nearer = new QPushButton(icon(QStringLiteral("zoom")), {}, this);
    m_nearer->setProperty(property::small, true);
    m_nearer->setFixedWidth(28);
    m_nearer->setAccessibleName(tr("Zoom in"));
    m_nearer->setToolTip(tr("Zoom in; drag over a chart to choose the part  +"));
    row->addWidget(m_nearer);
    setSmoothing(0);

    connect(m_scales, &QButtonGroup::idClicked, this, [this](int id) { setScale(static_cast<RunScale>(id)); });
    connect(m_smoothing, &QPushButton::clicked, this, &CurveTools::smoothingToggled);
}

void CurveTools::lead(CurveChart* chart)
{
    connect(m_nearer, &QPushButton::clicked, chart, [chart] { chart->zoomBy(2); });
    connect(m_all, &QPushButton::clicked, chart, &CurveChart::setAll);
    connect(chart, &CurveChart::allChanged, m_all, &QPushButton::setChecked);
}

void CurveTools::setScale(RunScale scale)
{
    m_scales->button(static_cast<int>(scale))->setChecked(true);
    if (scale == m_scale)
        return;
    m_scale = scale;
    emit scaleChanged();
}

void CurveTools::setSmoothing(double weight)
{
    m_smoothing->setChecked(weight > 0);
    m_smoothing->setText(weight > 0 ? tr("Smoothing %1").arg(shortest(weight)) : tr("Smoothing off"));
}

} // namespace tastescope::ui
