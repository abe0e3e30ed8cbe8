#pragma once

#include <QAbstractButton>

namespace tastescope::ui {

/// A small box that says what a view is narrowed to: "Slice  all users". Active: on soft ground with an accent border
/// and a cross, and a click (or Delete) lets go of it.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const QString& caption, QWidget* parent = nullptr);

    void setValue(const QString& value, bool active);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_caption;
    QString m_value;
    bool m_active = false;
};

} // namespace tastescope::ui
