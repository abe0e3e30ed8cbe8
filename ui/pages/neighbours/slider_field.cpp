#include "ui/pages/neighbours/slider_field.h"

#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

namespace tastescope::ui {

SliderField::SliderField(const OptionInfo& info, int most, QWidget* parent)
    : QWidget(parent),
      m_name(info.name),
      m_field(new QSpinBox),
      m_slider(new QSlider(Qt::Horizontal))
{
    const QString title = QString::fromStdString(info.title);
    const QString help = QString::fromStdString(info.help);
    const int minimum = static_cast<int>(info.minimum);
    auto* label = new QLabel(title);
    setTextStyle(label, TypeRole::Table, Token::Text2);
    label->setBuddy(m_field);
    for (QWidget* control : {static_cast<QWidget*>(m_field), static_cast<QWidget*>(m_slider)}) {
        control->setAccessibleName(title);
        control->setToolTip(help);
    }
    m_field->setProperty(property::small, true);
    m_field->setFixedWidth(64);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setKeyboardTracking(false);
    m_field->setRange(minimum, most);
    m_slider->setRange(minimum, most);

    auto* head = new QHBoxLayout;
    head->addWidget(label, 1);
    head->addWidget(m_field);
    auto* layout = makeColumn(this, 2);
    layout->addLayout(head);
    layout->addWidget(m_slider);
    setMinimumWidth(150);

    connect(m_field, &QSpinBox::valueChanged, this, [this](int value) {
        follow(value);
        emit settled(value);
    });
    connect(m_slider, &QSlider::valueChanged, this, [this](int value) {
        follow(value);
        if (!m_slider->isSliderDown())
            emit settled(value);
    });
    connect(m_slider, &QSlider::sliderReleased, this, [this] { emit settled(m_slider->value()); });
}

int SliderField::value() const
{
    return m_field->value();
}

void SliderField::setValue(int value)
{
    const QSignalBlocker quietField(m_field);
    const QSignalBlocker quietSlider(m_slider);
    m_field->setValue(value);
    m_slider->setValue(value);
}

void SliderField::follow(int value)
{
    setValue(value);
    emit valueChanged(value);
}

} // namespace tastescope::ui
