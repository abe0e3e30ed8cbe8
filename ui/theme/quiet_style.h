#pragma once

#include <QProxyStyle>

namespace tastescope::ui {

/// Fusion, but the letters of menus are underlined only while Alt is held, lists of combo boxes are dressed as menus, a
/// scroll area is no stop of the Tab key, and who asked for less motion gets less.
class QuietStyle : public QProxyStyle
{
    Q_OBJECT

public:
    QuietStyle();

    using QProxyStyle::polish;
    void polish(QWidget* widget) override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* returned) const override;
};

} // namespace tastescope::ui
