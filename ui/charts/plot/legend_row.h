#pragma once

#include "ui/theme/tokens.h"

#include <QList>
#include <QWidget>

namespace tastescope::ui {

enum class KeyShape { Square, Line, Ramp };

/// What a colour that belongs to no run stands for. A ramp shows the sequential colours, low to high, and no token.
struct KeyEntry
{
    Token token = Token::Base;
    KeyShape shape = KeyShape::Square;
    QString text;
};

double keyWidth(const QList<KeyEntry>& entries);
void drawKey(QPainter& painter, const QList<KeyEntry>& entries, const QRectF& place); ///< right aligned

/// The key in a panel's title row.
class LegendRow : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    void setEntries(const QList<KeyEntry>& entries);
    const QList<KeyEntry>& entries() const { return m_entries; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<KeyEntry> m_entries;
};

} // namespace tastescope::ui
