#pragma once

#include <QProxyStyle>

namespace tastescope::ui {

/// Fusion, but the letters of menus are underlined only while Alt is held.
class QuietStyle : public QProxyStyle
{
    Q_OBJECT

public:
    QuietStyle();

    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
};

} // namespace tastescope::ui
