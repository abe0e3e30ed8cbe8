#pragma once

#include "ui/charts/sheet/figure.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>

namespace tastescope::ui {

struct DrawnText
{
    QString text;
    QRectF place; ///< of its letters, on the figure
};

/// Paints on nothing and remembers the texts.
class TextRecorder : public QPaintDevice
{
    class Engine : public QPaintEngine
    {
    public:
        explicit Engine(std::vector<DrawnText>& texts) : QPaintEngine(AllFeatures), m_texts(texts) {}
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        Type type() const override { return User; }
        void updateState(const QPaintEngineState& state) override
        {
            if (state.state() & DirtyTransform)
                m_transform = state.transform();
        }
        void drawPath(const QPainterPath&) override {}
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
        void drawTextItem(const QPointF& at, const QTextItem& item) override
        {
            const QRectF letters(at.x(), at.y() - item.ascent() * 0.75, item.width(), item.ascent() * 0.75);
            m_texts.push_back({item.text(), m_transform.mapRect(letters)});
        }

    private:
        std::vector<DrawnText>& m_texts;
        QTransform m_transform;
    };

public:
    explicit TextRecorder(QSize size) : m_size(size), m_engine(m_texts) {}
    QPaintEngine* paintEngine() const override { return &m_engine; }
    const std::vector<DrawnText>& texts() const { return m_texts; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        default:
            return 0;
        }
    }

private:
    QSize m_size;
    std::vector<DrawnText> m_texts;
    mutable Engine m_engine;
};

/// In the order they are painted.
inline std::vector<DrawnText> drawnTexts(const Figure& figure)
{
    TextRecorder recorder(figure.size);
    QPainter painter(&recorder);
    paintFigure(figure, painter);
    painter.end();
    return recorder.texts();
}

/// All of them in one, a line each: Qt hands over words that were wrapped in pieces.
inline QString drawnWords(const Figure& figure)
{
    QStringList words;
    for (const DrawnText& text : drawnTexts(figure))
        words << text.text;
    return words.join(QLatin1Char('\n'));
}

} // namespace tastescope::ui
