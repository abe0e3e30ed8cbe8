#pragma once

#include "ui/charts/plot/frame.h"
#include "ui/charts/plot/mark_view.h"

namespace tastescope::ui {

enum class DotState { Finished, Running, StoppedEarly, Diverged };

struct Dot
{
    MarkId id = 0;
    QString name;
    double x = 0;
    double y = 0;                        ///< not a number: not known yet
    std::optional<Range> interval = {};  ///< around y
    std::optional<int> slot = {};        ///< of a run; none: grey
    DotState state = DotState::Finished; ///< diverged: a cross at the rim, whatever y is
    bool tiedWithBest = false;           ///< a darker grey
};

/// The part of the x axis that is as good as the best, and what the parts beside it are called.
struct DotZone
{
    Range good;
    QString below;
    QString inside;
    QString above;
};

struct DotData
{
    QString xName; ///< "learning rate"
    QString yName; ///< "MRR"
    QString markName = QStringLiteral("trial");
    QString marksName = QStringLiteral("trials");
    TickFormat xFormat = {};
    TickFormat yFormat = {};
    bool logarithmicX = false;
    bool wholeX = false;
    std::optional<Range> xRange = {}; ///< what was searched; else what the dots need
    std::optional<Range> yRange = {};
    bool fenced = false;   ///< dots far worse than most stand at the rim as triangles, so that the others part
    bool fromZero = false; ///< the y axis holds 0: of differences
    bool higherIsBetter = true;
    int decimals = 4;      ///< of y
    QString bestLine = {}; ///< name of the step line, "best so far"; empty: none
    std::optional<DotZone> zone = {};
    bool placeable = false; ///< a click on empty ground asks for a mark there
    std::vector<Dot> dots = {};
};

/// Dots with intervals over a parameter or in the order of trials: the history of a sweep, its learning rates, the
/// difference of two runs by groups of users.
///
/// Hover reads a dot, a click selects it. Where there is a cursor, it is dragged or stepped with "," and "." from dot
/// to dot. A click on empty ground, or Insert beside a hovered dot, asks for a new one where the data allow that.
class DotChart : public MarkView
{
    Q_OBJECT

public:
    using MarkView::MarkView;

    void setData(DotData data);
    const DotData& data() const { return m_data; }

    /// A vertical line with a handle at the x of a dot; nothing: no cursor. No signal.
    void setCursorMark(const std::optional<MarkId>& id);
    const std::optional<MarkId>& cursorMark() const { return m_cursor; }

    PlotMap map() const { return frameFor(rect()).map; }

    /// Where a dot stands in the widget: at the rim when it is out of range; nothing when it cannot be shown.
    std::optional<QPointF> placeOf(MarkId id) const;

    void paintData(QPainter& painter, const QRectF& whole) const override;
    PlotTable table() const override;
    QString summary() const override;
    bool isEmpty() const override { return m_data.dots.empty(); }

signals:
    void cursorMoved(tastescope::ui::MarkId id, double x);
    void pointWanted(double x); ///< rounded to three figures, or to a whole number

protected:
    std::vector<MarkId> marks() const override;
    std::optional<MarkId> markAt(const QPointF& pixel) const override;
    void paintOverlay(QPainter& painter, const QRectF& whole) const override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    // Layout: dot_layout.cpp
    Frame frameFor(const QRectF& whole) const;
    Range xRange() const;
    Range yRange() const;
    std::optional<QPointF> placeOf(const Dot& dot, const PlotMap& map) const;
    std::vector<QPointF> bestPoints() const; ///< x and y of each dot that was the best of its moment
    bool better(double one, double other) const { return m_data.higherIsBetter ? one > other : one < other; }

    // Painting: dot_paint.cpp
    void paintZone(QPainter& painter, const PlotMap& map) const;
    void paintZoneWords(QPainter& painter, const PlotMap& map) const;
    void paintBestLine(QPainter& painter, const PlotMap& map) const;
    void paintDots(QPainter& painter, const PlotMap& map) const;
    void paintRim(QPainter& painter, const PlotMap& map) const;
    void paintCursor(QPainter& painter, const PlotMap& map) const;
    void paintGhost(QPainter& painter, const PlotMap& map, const QRectF& whole) const;

    const Dot* dotOf(const std::optional<MarkId>& id) const;
    const Dot* bestDot() const;
    QString xText(double x) const;
    QString stateText() const; ///< "20 finished, 2 stopped early"
    bool overCursor(const QPointF& pixel) const;
    std::optional<double> freePlace(const QPointF& pixel) const; ///< x a click there would ask for
    double rounded(double x) const;
    void moveCursorTo(MarkId id);
    void stepCursor(int by);

    DotData m_data; ///< dots in the order of x
    std::optional<MarkId> m_cursor;
    std::optional<double> m_ghost; ///< x of the mark a click would ask for
    std::optional<QPointF> m_pressedFree;
    bool m_draggingCursor = false;
};

} // namespace tastescope::ui
