#pragma once

#include "ui/theme/tokens.h"

#include <QPen>
#include <QPointF>

#include <optional>

class QPainter;
class QRectF;

namespace tastescope::ui {

/// What a line of a chart stands for; decides its width, and with the slot its colour, dash and marker.
enum class LineRole {
    Focus,     ///< the run one looks at: 2 px
    Run,       ///< another run: 1.5 px
    Baseline,  ///< 2.5 px, always dashed 7 4, colour and marker of its run
    Reference, ///< popularity: text3, 1 px
    Limit,     ///< chance, untrained: axis, 1 px, dotted 2 3
    Sweep,     ///< a whole sweep: no run, so in tones of text; a dash for each of four, the first 2 px
    Behind,    ///< beyond six runs: muted, 1 px
};

struct LineStyle
{
    LineRole role = LineRole::Run;
    int slot = 0; ///< of the run, 0 to runSlots - 1, or of the sweep, 0 to 3; only for Focus, Run, Baseline, Sweep
};

enum class Marker { Circle, Square, Triangle, Diamond, Cross, Star };

QColor colour(const LineStyle& style);
QPen pen(const LineStyle& style);
std::optional<Marker> marker(const LineStyle& style); ///< none for lines that are no run

/// A pen whose dash is given in pixels (Qt counts in pen widths) and whose dashes end square.
QPen dashedPen(const QColor& colour, double width, const QList<double>& dashPixels);

/// A filled marker of `size` pixels with a 1 px rim in `rim` around it; the cross is two strokes over a rim.
void drawMarker(QPainter& painter, const QPointF& centre, Marker shape, const QColor& fill, const QColor& rim,
                double size = 5.5);

/// The swatch that stands beside a run's name: its line across `place` with the marker in the middle.
void drawSwatch(QPainter& painter, const QRectF& place, const LineStyle& style, const QColor& ground);

} // namespace tastescope::ui
