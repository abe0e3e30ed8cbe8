#pragma once

#include "ui/charts/plot/mark_view.h"

#include <QWidget>

class QLabel;

namespace tastescope::ui {

class AxisSlider;
class BadgeLabel;
class ElidedLabel;
struct DotData;
struct SweepView;

/// Where the cursor stands on the axis: the value in large, the trial there, the zone it lies in, and the slider.
class CursorPanel : public QWidget
{
    Q_OBJECT

public:
    explicit CursorPanel(QWidget* parent = nullptr);

    void setView(const SweepView& view, const DotData& slice);

signals:
    void trialChosen(tastescope::ui::MarkId id);

private:
    QLabel* m_title;
    QLabel* m_value;
    ElidedLabel* m_trial;
    BadgeLabel* m_zone;
    AxisSlider* m_slider;
};

/// The trial at the cursor against the best one, or the best against its neighbour.
class PairPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PairPanel(QWidget* parent = nullptr);

    void setView(const SweepView& view);

private:
    ElidedLabel* m_title;
    BadgeLabel* m_badge;
    ElidedLabel* m_values;
    QLabel* m_difference;
    ElidedLabel* m_note;
};

} // namespace tastescope::ui
