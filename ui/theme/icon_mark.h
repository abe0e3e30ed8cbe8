#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace tastescope::ui {

/// An icon beside words, nothing to click. Drawn when painted, so that it follows the theme.
class IconMark : public QWidget
{
    Q_OBJECT

public:
    IconMark(QString name, Token tone, int pixels, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_name;
    Token m_tone;
};

} // namespace tastescope::ui
