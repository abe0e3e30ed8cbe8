#include "ui/forms/option_form.h"

#include "ui/forms/option_row.h"
#include "ui/theme/hairline.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace tastescope::ui {

OptionForm::OptionForm(QWidget* parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 8);
    m_layout->setSpacing(0);
    setGround(this, Token::Window);
}

// True when the rows there are can show these fields: then what is being typed and the focus stay.
bool OptionForm::fits(const std::vector<FormField>& fields) const
{
    return std::ranges::equal(fields, m_rows, [](const FormField& field, const OptionRow* row) {
        const OptionInfo& shown = row->info();
        return field.info.name == shown.name && field.info.title == shown.title && field.info.kind == shown.kind
               && field.info.choices == shown.choices && field.info.minimum == shown.minimum
               && field.info.maximum == shown.maximum;
    });
}

void OptionForm::setFields(const std::vector<FormField>& fields)
{
    if (fits(fields)) {
        const QSignalBlocker quiet(this);
        for (std::size_t i = 0; i < fields.size(); ++i) {
            m_rows[i]->setPreset(fields[i].preset);
            if (m_rows[i]->value() != fields[i].value)
                m_rows[i]->setValue(fields[i].value);
        }
        return;
    }
    m_rows.clear();
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    std::string group;
    for (const FormField& field : fields) {
        if (m_rows.empty() || field.info.group != group)
            addHeading(field.info.group, m_rows.empty());
        group = field.info.group;
        auto* row = new OptionRow(field.info, field.value, field.preset, this);
        row->setContentsMargins(12, 0, 0, 0);
        connect(row, &OptionRow::edited, this,
                [this, row] { emit edited(QString::fromStdString(row->info().name), row->value()); });
        connect(row, &OptionRow::validityChanged, this, &OptionForm::validityChanged);
        m_layout->addWidget(row);
        m_rows.push_back(row);
    }
    m_layout->addStretch(1);
}

void OptionForm::addHeading(const std::string& group, bool first)
{
    if (!first) {
        m_layout->addSpacing(8);
        m_layout->addWidget(new Hairline(Qt::Horizontal, this));
    }
    if (group.empty())
        return;
    auto* heading = new QLabel(QString::fromStdString(group), this);
    heading->setContentsMargins(12, 6, 12, 2);
    setTextStyle(heading, TypeRole::TableStrong, Token::Text2);
    m_layout->addWidget(heading);
}

OptionRow* OptionForm::row(const std::string& name) const
{
    const auto found = std::ranges::find_if(m_rows, [&](const OptionRow* row) { return row->info().name == name; });
    return found == m_rows.end() ? nullptr : *found;
}

void OptionForm::setValue(const std::string& name, const OptionValue& value)
{
    if (OptionRow* found = row(name))
        found->setValue(value);
}

bool OptionForm::isValid() const
{
    return std::ranges::all_of(m_rows, [](const OptionRow* row) { return row->isValid(); });
}

QString OptionForm::firstProblem() const
{
    for (const OptionRow* row : m_rows)
        if (!row->isValid())
            return QString::fromStdString(row->info().title) + QStringLiteral(": ") + row->problem();
    return {};
}

int OptionForm::changedCount() const
{
    return static_cast<int>(std::ranges::count_if(m_rows, [](const OptionRow* row) { return row->isChanged(); }));
}

void OptionForm::reset()
{
    for (OptionRow* row : m_rows)
        row->setValue(row->preset());
}

} // namespace tastescope::ui
