#pragma once

#include "core/base/option_field.h"

#include <QWidget>

class QSlider;
class QSpinBox;

namespace tastescope::ui {

/// A whole number of an options' table with its title, a field and a slider that move together.
class SliderField : public QWidget
{
    Q_OBJECT

public:
    /// most: as far as the slider goes, within the option's range.
    SliderField(const OptionInfo& info, int most, QWidget* parent = nullptr);

    const std::string& name() const { return m_name; } ///< of the option
    int value() const;
    void setValue(int value); ///< without valueChanged()

signals:
    void valueChanged(int value); ///< while dragging, too
    void settled(int value);      ///< dragging ended, or the field was set

private:
    void follow(int value);

    std::string m_name;
    QSpinBox* m_field;
    QSlider* m_slider;
};

} // namespace tastescope::ui
