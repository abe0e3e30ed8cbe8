#pragma once

#include "ui/theme/line_style.h"

#include <QAbstractButton>

#include <optional>

namespace tastescope::ui {

/// A small box that says what a view is narrowed to: "Slice  all users". Active: on soft ground with an accent border
/// and a cross, and a click (or Delete) lets go of it. One that names a run has its swatch and no more than a cross: it
/// narrows nothing.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    explicit Chip(const QString& caption, QWidget* parent = nullptr);

    void setValue(const QString& value, bool active);
    /// chosen: the person can let go of it; else it is what the program took.
    void setRun(const QString& name, const LineStyle& style, bool chosen = true);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_caption;
    QString m_value;
    bool m_active = false;
    std::optional<LineStyle> m_swatch;
};

} // namespace tastescope::ui
