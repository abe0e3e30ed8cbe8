#pragma once

#include "ui/theme/tokens.h"

#include <QVector>
#include <QWidget>

namespace tastescope::ui {

struct Badge
{
    QString text;
    Token tone = Token::Text2;
};

/// Badges beside one another.
class BadgeRow : public QWidget
{
    Q_OBJECT

public:
    explicit BadgeRow(QWidget* parent = nullptr);

    void setBadges(const QVector<Badge>& badges);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QVector<Badge> m_badges;
};

} // namespace tastescope::ui
