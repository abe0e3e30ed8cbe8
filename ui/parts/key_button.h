#pragma once

#include <QPushButton>

namespace tastescope::ui {

/// A button that tells its key: an icon, what it does, and the letter in a fainter tone.
class KeyButton : public QPushButton
{
    Q_OBJECT

public:
    KeyButton(const QString& iconName, const QString& text, const QString& key, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_iconName;
    QString m_key;
};

} // namespace tastescope::ui
