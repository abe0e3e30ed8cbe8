#pragma once

#include "core/experiment/measured_run.h"

#include <QComboBox>

namespace tastescope::ui {

/// What trials are held against each other by: every metric of both protocols, at the usual K and the one of the
/// window.
class MeasureBox : public QComboBox
{
    Q_OBJECT

public:
    explicit MeasureBox(QWidget* parent = nullptr);

    void offer(int k, const Measure& chosen); ///< chosen is offered whatever its K
    Measure measure() const;

signals:
    void measureChosen(); ///< by the person

private:
    void add(const Measure& measure);
};

} // namespace tastescope::ui
