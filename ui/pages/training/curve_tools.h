#pragma once

#include "ui/pages/training/run_axis.h"

#include <QWidget>

class QButtonGroup;
class QPushButton;

namespace tastescope::ui {

class CurveChart;

/// What all curves share: the x axis and smoothing; and of one of them how much upward is in sight, and a step nearer.
class CurveTools : public QWidget
{
    Q_OBJECT

public:
    explicit CurveTools(QWidget* parent = nullptr);

    RunScale scale() const { return m_scale; }
    void setScale(RunScale scale);
    void setSmoothing(double weight); ///< shows it
    void lead(CurveChart* chart);     ///< whose axis upward it is

signals:
    void scaleChanged();
    void smoothingToggled(bool on);

private:
    RunScale m_scale = RunScale::Epoch;
    QButtonGroup* m_scales;
    QPushButton* m_smoothing;
    QPushButton* m_all;
    QPushButton* m_nearer;
};

} // namespace tastescope::ui
