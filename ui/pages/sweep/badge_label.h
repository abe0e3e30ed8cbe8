#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace tastescope::ui {

/// One badge among labels: "about tied", "flat optimum". Takes no room while it says nothing.
class BadgeLabel : public QWidget
{
    Q_OBJECT

public:
    explicit BadgeLabel(QWidget* parent = nullptr);

    void setText(const QString& text, Token tone = Token::Text2);
    const QString& text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    Token m_tone = Token::Text2;
};

} // namespace tastescope::ui
