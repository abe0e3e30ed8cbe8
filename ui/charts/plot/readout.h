#pragma once

#include "ui/theme/line_style.h"

#include <QList>
#include <QRectF>
#include <QString>

#include <optional>

class QPainter;

namespace tastescope::ui {

struct ReadoutRow
{
    std::optional<LineStyle> swatch;
    QString name;
    QString value;
    QString beside = {}; ///< the difference to the second cursor, or what stands for the whole line: "best 0.4051"
};

inline constexpr qsizetype mostReadoutRows = 8;

/// The small table beside the crosshair: what and where above, then one row a line, at most mostReadoutRows.
struct Readout
{
    QString title; ///< "epoch 18"
    QString note;  ///< "4 min 12 s", "from 6"
    QList<ReadoutRow> rows;
};

/// Painted 12 px right of `anchor`, left of it where there is no room, and always inside `bounds`.
void drawReadout(QPainter& painter, const Readout& readout, const QPointF& anchor, const QRectF& bounds);

/// The cursor's value on the axis: inverted, centred below `anchor`. Returns the place it takes.
QRectF flagPlace(const QString& text, const QPointF& anchor);
void drawFlag(QPainter& painter, const QString& text, const QPointF& anchor);

} // namespace tastescope::ui
