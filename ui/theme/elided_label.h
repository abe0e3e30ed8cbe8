#pragma once

#include <QLabel>

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
    void resizeEvent(QResizeEvent* event) override;
};

} // namespace tastescope::ui
