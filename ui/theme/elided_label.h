#pragma once

#include <QLabel>

class QVBoxLayout;

namespace tastescope::ui {

/// One line of text that ends in "…" where there is no room, and is then told in full by a tooltip. Not for numbers.
class ElidedLabel : public QLabel
{
    Q_OBJECT

public:
    using QLabel::QLabel;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;
};

/// A line of words below what the column holds, as far from its sides as the titles of panels.
ElidedLabel* addLineBelow(QVBoxLayout* column);

} // namespace tastescope::ui
