#pragma once

#include "core/base/option_field.h"

#include <QAbstractSpinBox>

namespace tastescope::ui {

/// A field for the number of an option. It takes any text, so that one can type freely: what cannot be used is the
/// form's to mark. Up and down, the wheel when focused, and the arrows step: by ones, or where the option is
/// logarithmic by doubling (whole) and through 1, 2, 5, 10 (real).
class NumberField : public QAbstractSpinBox
{
    Q_OBJECT

public:
    explicit NumberField(OptionInfo info, QWidget* parent = nullptr);

    void setValue(const OptionValue& value);

    /// What is typed, without the spaces between groups of figures.
    QString plainText() const;

    void stepBy(int steps) override;
    QValidator::State validate(QString& input, int& position) const override;

signals:
    void textChanged();

protected:
    StepEnabled stepEnabled() const override;
    void wheelEvent(QWheelEvent* event) override;

private:
    double stepped(double value, bool up) const;

    OptionInfo m_info;
};

} // namespace tastescope::ui
