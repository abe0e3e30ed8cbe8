#pragma once

#include "ui/session/shown_figures.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace tastescope::ui {

/// One count of a dataset: what, how many, and what belongs to it.
struct CountCell
{
    QString title;
    QString value;
    QString note;
    std::vector<ShownFigure> figures = {}; ///< that these words show
};

/// The counts of a dataset in one row of equal cells, parted by hairlines.
class CountStrip : public QWidget
{
    Q_OBJECT

public:
    explicit CountStrip(QWidget* parent = nullptr);

    void setCells(std::vector<CountCell> cells);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {600, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    std::vector<CountCell> m_cells;
};

} // namespace tastescope::ui
