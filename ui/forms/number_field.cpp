#include "ui/forms/number_field.h"

#include "ui/session/numbers.h"

#include <QLineEdit>
#include <QWheelEvent>

#include <algorithm>
#include <array>
#include <cmath>

namespace tastescope::ui {

namespace {

// The next of 1, 2, 5, 10, 20, ... above or below.
double nextRound(double value, bool up)
{
    constexpr std::array<double, 5> steps{0.5, 1, 2, 5, 10};
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    const double mantissa = value / power;
    if (up) {
        const auto next = std::ranges::find_if(steps, [&](double step) { return step > mantissa * (1 + 1e-9); });
        return *next * power;
    }
    double below = steps[0];
    for (const double step : steps)
        if (step < mantissa * (1 - 1e-9))
            below = step;
    return below * power;
}

// 0.30000000000000004 is what 3 * 0.1 gives; a step lands on what one would type.
double tidy(double value)
{
    return QString::number(value, 'g', 12).toDouble();
}

} // namespace

NumberField::NumberField(OptionInfo info, QWidget* parent) : QAbstractSpinBox(parent), m_info(std::move(info))
{
    setAlignment(Qt::AlignRight);
    setKeyboardTracking(true);
    setFocusPolicy(Qt::StrongFocus); // the wheel alone must not take the focus
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberField::textChanged);
}

void NumberField::setValue(const OptionValue& value)
{
    const auto* whole = std::get_if<std::int64_t>(&value);
    const bool grouped = whole && *whole >= 10'000 && m_info.name != "seed"; // a seed is a name, not an amount
    lineEdit()->setText(grouped ? count(*whole) : QString::fromStdString(toText(value)));
}

QString NumberField::plainText() const
{
    QString plain = text();
    plain.remove(QChar(0x202F)).remove(QChar(0x00A0)).remove(QLatin1Char(' '));
    return plain.replace(QChar(0x2212), QLatin1Char('-'));
}

QValidator::State NumberField::validate(QString&, int&) const
{
    return QValidator::Acceptable;
}

double NumberField::stepped(double value, bool up) const
{
    const bool whole = m_info.kind == OptionKind::Integer;
    if (!m_info.logarithmic) {
        const double step = m_info.step > 0 ? m_info.step : whole ? 1.0 : (m_info.maximum - m_info.minimum) / 100;
        return value + (up ? step : -step);
    }
    if (value <= 0)
        return up ? (whole ? 1.0 : m_info.minimum > 0 ? m_info.minimum : 1e-6) : value;
    if (whole)
        return up ? value * 2 : std::floor(value / 2);
    if (!up && value <= 1e-6 && m_info.minimum <= 0)
        return 0;
    return nextRound(value, up);
}

void NumberField::stepBy(int steps)
{
    bool isNumber = false;
    double value = plainText().toDouble(&isNumber);
    if (!isNumber)
        value = std::clamp(0.0, m_info.minimum, m_info.maximum);
    for (int i = 0; i < std::abs(steps); ++i)
        value = stepped(value, steps > 0);
    value = std::clamp(tidy(value), m_info.minimum, m_info.maximum);
    if (m_info.kind == OptionKind::Integer)
        setValue(static_cast<std::int64_t>(value));
    else
        setValue(value);
    lineEdit()->selectAll();
}

QAbstractSpinBox::StepEnabled NumberField::stepEnabled() const
{
    bool isNumber = false;
    const double value = plainText().toDouble(&isNumber);
    StepEnabled enabled = StepNone;
    if (!isNumber || value < m_info.maximum)
        enabled |= StepUpEnabled;
    if (!isNumber || value > m_info.minimum)
        enabled |= StepDownEnabled;
    return enabled;
}

void NumberField::wheelEvent(QWheelEvent* event)
{
    if (hasFocus())
        QAbstractSpinBox::wheelEvent(event);
    else
        event->ignore(); // the form scrolls
}

} // namespace tastescope::ui
