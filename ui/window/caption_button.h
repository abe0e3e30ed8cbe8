#pragma once

#include <QPushButton>

namespace tastescope::ui {

/// A button that opens a menu and shows what is chosen, after what it is: "Data  ml-1m".
class CaptionButton : public QPushButton
{
    Q_OBJECT

public:
    /// usualWidth: kept also for shorter names, so that what stands beside it does not move.
    CaptionButton(const QString& caption, int usualWidth, QWidget* parent = nullptr);

    void setValue(const QString& value);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_caption;
    QString m_value;
    int m_usualWidth;
};

} // namespace tastescope::ui
