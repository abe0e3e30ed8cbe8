#pragma once

#include <QPushButton>

namespace tastescope::ui {

/// A button that tells its key beside what it does, in a fainter tone.
class KeyHintButton : public QPushButton
{
    Q_OBJECT

public:
    explicit KeyHintButton(const QString& key, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_key;
};

} // namespace tastescope::ui
