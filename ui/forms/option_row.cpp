#include "ui/forms/option_row.h"

#include "ui/forms/number_field.h"
#include "ui/session/names.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace tastescope::ui {

namespace {

constexpr int fieldWidth = 118;
constexpr int dotSize = 5;
constexpr int dotRoom = 14; // right of the field, the dot in its middle

QString words(const OptionInfo& info, const std::exception& error)
{
    // The engine names the option as files do; the form stands beside its title.
    const QString prefix = QString::fromStdString(info.name) + QStringLiteral(": ");
    QString text = shownMessage(error.what());
    return text.startsWith(prefix) ? text.mid(prefix.size()) : text;
}

} // namespace

OptionRow::OptionRow(OptionInfo info, const OptionValue& value, const OptionValue& preset, QWidget* parent)
    : QWidget(parent),
      m_info(std::move(info)),
      m_preset(preset),
      m_value(value),
      m_label(new QLabel(QString::fromStdString(m_info.title), this))
{
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 2, dotRoom, 2);
    layout->setSpacing(8);
    setMinimumHeight(rowHeight(28, TypeRole::Body));
    layout->addWidget(m_label, 1);
    makeField();
    QWidget* field = this->field();
    field->setProperty(property::small, true);
    field->setFixedWidth(fieldWidth);
    field->setAccessibleName(QString::fromStdString(m_info.title));
    layout->addWidget(field);
    m_label->setBuddy(field);
    showValue();
    updateLook();
}

QWidget* OptionRow::field() const
{
    return m_number ? static_cast<QWidget*>(m_number) : m_choice;
}

void OptionRow::makeField()
{
    if (m_info.kind == OptionKind::Choice || m_info.kind == OptionKind::Text) {
        m_choice = new QComboBox(this);
        for (const std::string& choice : m_info.choices)
            m_choice->addItem(QString::fromStdString(choice));
        m_choice->setFocusPolicy(Qt::StrongFocus);
        connect(m_choice, &QComboBox::currentTextChanged, this, &OptionRow::take);
        return;
    }
    m_number = new NumberField(m_info, this);
    connect(m_number, &NumberField::textChanged, this, [this] { take(m_number->plainText()); });
    connect(m_number, &NumberField::editingFinished, this, [this] {
        if (isValid())
            showValue(); // as it will be written: 0.0050 becomes 0.005
    });
}

void OptionRow::showValue()
{
    m_showing = true;
    if (m_number)
        m_number->setValue(m_value);
    else
        m_choice->setCurrentText(QString::fromStdString(toText(m_value)));
    m_showing = false;
}

void OptionRow::setValue(const OptionValue& value)
{
    const bool changes = value != m_value;
    m_value = value;
    showValue();
    setProblem({});
    updateLook();
    if (changes)
        emit edited();
}

void OptionRow::setPreset(const OptionValue& preset)
{
    m_preset = preset;
    updateLook();
}

void OptionRow::take(const QString& text)
{
    if (m_showing)
        return;
    try {
        const OptionValue value = parseOption(m_info, text.toStdString());
        setProblem({});
        if (value == m_value)
            return;
        m_value = value;
        updateLook();
        emit edited();
    } catch (const Error& error) {
        setProblem(words(m_info, error));
    }
}

void OptionRow::setProblem(const QString& problem)
{
    if (problem == m_problem)
        return;
    const bool flips = problem.isEmpty() != m_problem.isEmpty();
    m_problem = problem;
    updateLook();
    if (flips)
        emit validityChanged();
}

void OptionRow::updateLook()
{
    setTextStyle(m_label, isChanged() ? TypeRole::Button : TypeRole::Body, isChanged() ? Token::Text : Token::Text2);
    QWidget* field = this->field();
    if (field->property(property::invalid).toBool() == isValid()) {
        field->setProperty(property::invalid, !isValid());
        restyle(field);
    }
    const QString help = QString::fromStdString(m_info.help);
    const QString tip = isValid() ? help : m_problem + QStringLiteral("\n") + help;
    field->setToolTip(tip);
    field->setAccessibleDescription(tip);
    m_label->setToolTip(tip);
    update();
}

void OptionRow::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QPoint middle(width() - dotRoom / 2, height() / 2);
    if (!isValid()) {
        icon(QStringLiteral("err"), Token::Err)
            .paint(&painter, QRect(width() - dotRoom, middle.y() - dotRoom / 2, dotRoom, dotRoom));
    } else if (isChanged()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour(Token::Accent));
        painter.drawEllipse(QRectF(middle.x() - dotSize / 2.0, middle.y() - dotSize / 2.0, dotSize, dotSize));
    }
}

} // namespace tastescope::ui
