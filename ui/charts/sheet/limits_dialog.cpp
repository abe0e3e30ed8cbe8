#include "ui/charts/sheet/limits_dialog.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QPushButton>

#include <algorithm>
#include <cmath>

namespace tastescope::ui {

namespace {

constexpr double anyNumber = 1e12;

/// Digits enough to tell a hundredth of the span.
int decimalsFor(const Range& range)
{
    return std::clamp(3 - static_cast<int>(std::floor(std::log10(std::max(range.span(), 1e-9)))), 2, 9);
}

QDoubleSpinBox* limitField(double value, const Range& now)
{
    auto* field = new QDoubleSpinBox;
    field->setDecimals(decimalsFor(now));
    field->setRange(-anyNumber, anyNumber);
    field->setSingleStep(niceStep(now.span(), 20));
    field->setValue(value);
    return field;
}

} // namespace

std::optional<std::optional<Range>> askForLimits(QWidget* parent, const Range& now)
{
    QDialog dialog(parent);
    dialog.setWindowTitle(QObject::tr("Limits of the axis"));
    auto* low = limitField(now.low, now);
    auto* high = limitField(now.high, now);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel | QDialogButtonBox::Reset);
    auto* form = new QFormLayout(&dialog);
    form->addRow(QObject::tr("From"), low);
    form->addRow(QObject::tr("To"), high);
    form->addRow(buttons);
    const auto check = [=] { buttons->button(QDialogButtonBox::Ok)->setEnabled(low->value() < high->value()); };
    for (QDoubleSpinBox* field : {low, high})
        QObject::connect(field, &QDoubleSpinBox::valueChanged, &dialog, check);
    bool isReset = false;
    QObject::connect(buttons, &QDialogButtonBox::accepted, &dialog, &QDialog::accept);
    QObject::connect(buttons, &QDialogButtonBox::rejected, &dialog, &QDialog::reject);
    QObject::connect(buttons->button(QDialogButtonBox::Reset), &QPushButton::clicked, &dialog, [&] {
        isReset = true;
        dialog.accept();
    });
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return isReset ? std::optional<std::optional<Range>>(std::in_place)
                   : std::optional<std::optional<Range>>(Range{low->value(), high->value()});
}

} // namespace tastescope::ui
