#pragma once

#include "ui/charts/plot/axis_titles.h"
#include "ui/charts/plot/plot_table.h"
#include "ui/charts/plot/scale.h"

#include <QPixmap>
#include <QWidget>

#include <optional>

namespace tastescope::ui {

/// A chart: paints itself on the screen and into exports, and says what it shows as a table and in one sentence.
///
/// The data part is painted once into a pixmap and again only after invalidate(), so a moving cursor costs only the
/// overlay. A chart is dressed by the theme: it paints with colour(Token) and repaints when the theme changes.
class PlotView : public QWidget
{
    Q_OBJECT

public:
    explicit PlotView(QWidget* parent = nullptr);

    /// Everything but cursor and hover, on any paint device: `whole` is the chart's rectangle.
    virtual void paintData(QPainter& painter, const QRectF& whole) const = 0;

    /// The same for paper: every line has its name, and nothing is marked as chosen.
    virtual void paintFigure(QPainter& painter, const QRectF& whole) const { paintData(painter, whole); }

    /// For a figure, whose chart is at `whole`. Empty: it says by itself what stands where.
    virtual AxisTitles axisTitles(const QRectF& whole) const = 0;

    /// Of the chart in a figure, when it is of `shown` on the screen: neither a strip nor a stamp. What is made of rows
    /// is as high as they are, and wide enough to cut none of its words.
    virtual QSize figureSize(const QSize& shown) const;

    virtual PlotTable table() const = 0; ///< the same data; what is zoomed out of sight is left out
    virtual QString summary() const = 0; ///< one sentence for those who do not see the chart
    virtual bool isEmpty() const = 0;    ///< nothing to show

    /// What of the axis upward is in sight; none: it has no limits one could set.
    virtual std::optional<Range> shownY() const { return std::nullopt; }
    virtual void setShownY(const std::optional<Range>&) {} ///< none: as far as the data ask

    void setEmptyText(const QString& text); ///< said in the middle while there is nothing to show

    QSize sizeHint() const override { return {320, 220}; }
    QSize minimumSizeHint() const override { return {160, 100}; }

signals:
    void dataChanged(); ///< table() and summary() say something new

protected:
    /// Crosshair, hover, readout: painted over the data at each repaint.
    virtual void paintOverlay(QPainter& painter, const QRectF& whole) const;

    void announceData(); ///< after new data: repaints and renews the accessible description
    void invalidate();   ///< the data part must be painted again

    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QPixmap m_cache;
    QString m_emptyText;
    bool m_keyboardFocus = false;
};

} // namespace tastescope::ui
