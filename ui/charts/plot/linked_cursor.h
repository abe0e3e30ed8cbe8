#pragma once

#include "ui/charts/plot/scale.h"

#include <QObject>

#include <optional>

namespace tastescope::ui {

/// What charts under and beside one another share: where the crosshair stands, where the second cursor, and which part
/// of the x axis is in sight.
class LinkedCursor : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const std::optional<double>& position() const { return m_position; }
    const std::optional<double>& anchor() const { return m_anchor; } ///< second cursor
    const std::optional<Range>& zoom() const { return m_zoom; }      ///< none: all there is

    void setPosition(const std::optional<double>& x);
    void setAnchor(const std::optional<double>& x);
    void setZoom(const std::optional<Range>& range);

signals:
    void cursorMoved(); ///< position or anchor
    void zoomChanged();

private:
    std::optional<double> m_position;
    std::optional<double> m_anchor;
    std::optional<Range> m_zoom;
};

} // namespace tastescope::ui
