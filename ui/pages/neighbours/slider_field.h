#pragma once

#include <QWidget>

class QSlider;
class QSpinBox;

namespace tastescope::ui {

/// A whole number with its name, a field and a slider that move together.
class SliderField : public QWidget
{
    Q_OBJECT

public:
    SliderField(const QString& title, const QString& help, int minimum, int maximum, QWidget* parent = nullptr);

    int value() const;
    void setValue(int value); ///< without valueChanged()

signals:
    void valueChanged(int value); ///< while dragging, too
    void settled(int value);      ///< dragging ended, or the field was set

private:
    void follow(int value);

    QSpinBox* m_field;
    QSlider* m_slider;
};

} // namespace tastescope::ui
