#pragma once

#include "core/base/option_field.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace tastescope::ui {

class NumberField;

/// One option in a form: its label, its field and, when the value is not the preset's, an accent dot. A value that
/// cannot be used is marked and told in words, and never taken.
class OptionRow : public QWidget
{
    Q_OBJECT

public:
    OptionRow(OptionInfo info, const OptionValue& value, const OptionValue& preset, QWidget* parent = nullptr);

    QWidget* field() const; ///< what takes the focus: no focus proxy, which the Tab key would go back to

    const OptionInfo& info() const { return m_info; }

    /// The last value that could be used.
    const OptionValue& value() const { return m_value; }
    void setValue(const OptionValue& value);

    bool isValid() const { return m_problem.isEmpty(); }
    const QString& problem() const { return m_problem; } ///< in words: what was found, what is expected

    bool isChanged() const { return m_value != m_preset; }
    const OptionValue& preset() const { return m_preset; }
    void setPreset(const OptionValue& preset);

signals:
    void edited();          ///< value() is another
    void validityChanged(); ///< isValid() is another

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeField();
    void showValue();
    void take(const QString& text);
    void setProblem(const QString& problem);
    void updateLook();

    OptionInfo m_info;
    OptionValue m_preset;
    OptionValue m_value;
    QString m_problem;
    QLabel* m_label;
    NumberField* m_number = nullptr;
    QComboBox* m_choice = nullptr;
    bool m_showing = false; ///< the field follows the value, not the other way round
};

} // namespace tastescope::ui
