#pragma once

#include "ui/pages/training/run_axis.h"

#include <QWidget>

class QButtonGroup;
class QPushButton;

namespace tastescope::ui {

/// What all curves share: the x axis, smoothing, and a step nearer.
class CurveTools : public QWidget
{
    Q_OBJECT

public:
    explicit CurveTools(QWidget* parent = nullptr);

    RunScale scale() const { return m_scale; }
    void setScale(RunScale scale);
    void setSmoothing(double weight); ///< shows it

signals:
    void scaleChanged();
    void smoothingToggled(bool on);
    void nearerClicked();

private:
    RunScale m_scale = RunScale::Epoch;
    QButtonGroup* m_scales;
    QPushButton* m_smoothing;
};

} // namespace tastescope::ui
