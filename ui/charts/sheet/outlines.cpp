#include "ui/charts/sheet/outlines.h"

#include <QPaintEngine>
#include <QPainterPath>

namespace tastescope::ui {

namespace {

/// Has no way of its own to draw text: Qt's for such engines fills the letters' outlines.
class OutlineEngine : public QPaintEngine
{
public:
    explicit OutlineEngine(QPaintDevice& device) : QPaintEngine(AllFeatures), m_device(device) {}

    Type type() const override { return User; }
    bool begin(QPaintDevice*) override { return m_painter.begin(&m_device); }
    bool end() override { return m_painter.end(); }

    void updateState(const QPaintEngineState& state) override
    {
        const DirtyFlags changed = state.state();
        if (changed & DirtyTransform)
            m_painter.setTransform(state.transform());
        if (changed & DirtyPen)
            m_painter.setPen(state.pen());
        if (changed & DirtyBrush)
            m_painter.setBrush(state.brush());
        if (changed & DirtyBrushOrigin)
            m_painter.setBrushOrigin(state.brushOrigin());
        if (changed & DirtyOpacity)
            m_painter.setOpacity(state.opacity());
        if (changed & DirtyHints) {
            m_painter.setRenderHints(m_painter.renderHints(), false);
            m_painter.setRenderHints(state.renderHints());
        }
        if (changed & DirtyClipPath)
            m_painter.setClipPath(state.clipPath(), state.clipOperation());
        if (changed & DirtyClipRegion)
            m_painter.setClipRegion(state.clipRegion(), state.clipOperation());
        if (changed & DirtyClipEnabled)
            m_painter.setClipping(state.isClipEnabled());
    }

    using QPaintEngine::drawRects;
    void drawRects(const QRectF* rects, int count) override { m_painter.drawRects(rects, count); }
    void drawPath(const QPainterPath& path) override { m_painter.drawPath(path); }
    void drawPixmap(const QRectF& place, const QPixmap& picture, const QRectF& part) override
    {
        m_painter.drawPixmap(place, picture, part);
    }

    using QPaintEngine::drawPolygon;
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        if (mode == PolylineMode)
            m_painter.drawPolyline(points, count);
        else
            m_painter.drawPolygon(points, count, mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill);
    }

private:
    QPaintDevice& m_device;
    QPainter m_painter;
};

} // namespace

OutlineDevice::OutlineDevice(QPaintDevice& device) : m_device(device), m_engine(std::make_unique<OutlineEngine>(device))
{
}

OutlineDevice::~OutlineDevice() = default;

QPaintEngine* OutlineDevice::paintEngine() const
{
    return m_engine.get();
}

int OutlineDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return m_device.width();
    case PdmHeight:
        return m_device.height();
    case PdmWidthMM:
        return m_device.widthMM();
    case PdmHeightMM:
        return m_device.heightMM();
    case PdmNumColors:
        return m_device.colorCount();
    case PdmDepth:
        return m_device.depth();
    case PdmDpiX:
        return m_device.logicalDpiX();
    case PdmDpiY:
        return m_device.logicalDpiY();
    case PdmPhysicalDpiX:
        return m_device.physicalDpiX();
    case PdmPhysicalDpiY:
        return m_device.physicalDpiY();
    case PdmDevicePixelRatio:
        return 1; // drawings have no pixels
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    default:
        return QPaintDevice::metric(metric);
    }
}

} // namespace tastescope::ui
