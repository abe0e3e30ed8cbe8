#include "ui/pages/sweep/search_row.h"

#include "ui/session/names.h"
#include "ui/session/numbers.h"
#include "ui/theme/elided_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <cmath>

namespace tastescope::ui {

namespace {

using Kind = tastescope::AxisKind; // ui has one of its own, of charts

constexpr std::array numberKinds{Kind::LogUniform, Kind::Uniform, Kind::Integer, Kind::Choice, Kind::Grid};
constexpr std::array choiceKinds{Kind::Choice, Kind::Grid};

bool hasBounds(Kind kind)
{
    return kind != Kind::Choice && kind != Kind::Grid;
}

/// The words of parseAxis() without the name and the place they begin with: nobody typed the text it counts in.
QString engineWords(const OptionInfo& info, const std::exception& error)
{
    static const QRegularExpression place(QStringLiteral("^(, column \\d+)?: "));
    const QString name = QString::fromStdString(info.name);
    const QString text = shownMessage(error.what());
    return text.startsWith(name) ? text.mid(name.size()).remove(place) : text;
}

QString numberText(const OptionInfo& info, double value)
{
    value = std::clamp(value, info.minimum, info.maximum);
    return info.kind == OptionKind::Integer ? QString::number(std::llround(value)) : shortest(value);
}

} // namespace

SearchRow::SearchRow(ModelOptions model, OptionInfo info, QWidget* parent)
    : QWidget(parent),
      m_model(std::move(model)),
      m_info(std::move(info)),
      m_value(readOption(m_model, m_info.name)),
      m_label(new ElidedLabel(QString::fromStdString(m_info.title))),
      m_kinds(new QComboBox),
      m_field(new QLineEdit),
      m_words(new QLabel)
{
    const QString title = QString::fromStdString(m_info.title);
    m_kinds->addItem(tr("fixed"));
    const auto addKind = [this](Kind kind) { m_kinds->addItem(wordOf(kind), static_cast<int>(kind)); };
    if (m_info.kind == OptionKind::Choice)
        std::ranges::for_each(choiceKinds, addKind);
    else
        for (const Kind kind : numberKinds)
            if (kind != Kind::Integer || m_info.kind == OptionKind::Integer)
                addKind(kind);
    m_kinds->setProperty(property::small, true);
    m_kinds->setFixedWidth(112);
    m_kinds->setFocusPolicy(Qt::StrongFocus);
    m_kinds->setAccessibleName(tr("%1: how it varies").arg(title));
    m_field->setProperty(property::small, true);
    m_field->setFixedWidth(112);
    m_field->setAccessibleName(title);
    setTextStyle(m_words, TypeRole::Table, Token::Err);
    m_words->setWordWrap(true);
    m_words->setContentsMargins(0, 0, 0, 4);
    m_words->hide();

    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_label, 1);
    row->addWidget(m_kinds);
    row->addWidget(m_field);
    if (m_info.kind == OptionKind::Choice)
        makeChoices();
    for (QWidget* field : {static_cast<QWidget*>(m_one), static_cast<QWidget*>(m_several)})
        if (field)
            row->addWidget(field);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 2, 12, 2);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_words);
    setFixed(m_value);
    connect(m_kinds, &QComboBox::activated, this, [this] {
        suggest();
        read();
    });
    connect(m_field, &QLineEdit::textChanged, this, &SearchRow::read);
}

bool SearchRow::isSearched() const
{
    return m_kinds->currentIndex() > 0;
}

void SearchRow::setFixed(const OptionValue& value)
{
    const QSignalBlocker quiet(m_field);
    m_kinds->setCurrentIndex(0);
    m_field->setText(QString::fromStdString(toText(value)));
    read();
}

void SearchRow::setAxis(const SearchAxis& axis)
{
    const QSignalBlocker quiet(m_field);
    m_kinds->setCurrentIndex(m_kinds->findData(static_cast<int>(axis.kind)));
    const std::string text = toText(axis); // "name=kind(a,b)"
    const std::size_t open = text.find('(');
    m_field->setText(QString::fromStdString(text.substr(open + 1, text.size() - open - 2))
                         .replace(QLatin1Char(','), QStringLiteral(", ")));
    read();
}

void SearchRow::suggest()
{
    const QSignalBlocker quiet(m_field);
    if (!isSearched())
        return m_field->setText(QString::fromStdString(toText(m_value)));
    const auto kind = static_cast<Kind>(m_kinds->currentData().toInt());
    if (m_info.kind == OptionKind::Choice) {
        QStringList all;
        for (const std::string& choice : m_info.choices)
            all << QString::fromStdString(choice);
        return m_field->setText(all.join(QStringLiteral(", ")));
    }
    const double value = m_info.kind == OptionKind::Integer ? static_cast<double>(std::get<std::int64_t>(m_value))
                                                            : std::get<double>(m_value);
    const double wide = kind == Kind::LogUniform ? 10 : 2;
    const double low = value > 0 ? value / wide : m_info.minimum;
    const double high = value > 0 ? value * wide : std::min(m_info.maximum, m_info.logarithmic ? 0.01 : 1.0);
    QStringList texts{numberText(m_info, kind == Kind::LogUniform && low <= 0 ? 1e-6 : low)};
    if (!hasBounds(kind) && value > 0)
        texts << numberText(m_info, value);
    m_field->setText((texts << numberText(m_info, high)).join(QStringLiteral(", ")));
}

void SearchRow::read()
{
    m_problem.clear();
    try {
        if (!isSearched()) {
            m_value = parseOption(m_info, m_field->text().trimmed().toStdString());
            m_axis.reset();
        } else {
            const auto kind = static_cast<Kind>(m_kinds->currentData().toInt());
            m_axis = parseAxis(m_model, m_info.name + "=" + std::string(toText(kind)) + "("
                                            + m_field->text().toStdString() + ")");
        }
    } catch (const Error& error) {
        m_problem = engineWords(m_info, error);
    }
    updateLook();
    emit edited();
}

void SearchRow::updateLook()
{
    setTextStyle(m_label, isSearched() ? TypeRole::Button : TypeRole::Body, isSearched() ? Token::Text : Token::Text2);
    if (m_field->property(property::invalid).toBool() == isValid()) {
        m_field->setProperty(property::invalid, !isValid());
        restyle(m_field);
    }
    m_words->setText(m_problem);
    m_words->setVisible(!isValid());
    const QString help = QString::fromStdString(m_info.help);
    m_label->setToolTip(help);
    const bool bounds = isSearched() && hasBounds(static_cast<Kind>(m_kinds->currentData().toInt()));
    m_field->setToolTip(!isSearched() ? help : bounds ? tr("From, to") : tr("Values with commas between them"));
    m_field->setAccessibleDescription(isValid() ? m_field->toolTip() : m_problem);
    if (m_one)
        showChoices();
}

} // namespace tastescope::ui
