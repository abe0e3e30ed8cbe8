#pragma once

#include "core/base/option_field.h"

#include <QWidget>

class QVBoxLayout;

namespace tastescope::ui {

class OptionRow;

/// What a form shows of one option.
struct FormField
{
    OptionInfo info;
    OptionValue value;
    OptionValue preset; ///< what counts as unchanged
};

/// A form made from the field table of any options: one row an option, a heading over each group of neighbours.
class OptionForm : public QWidget
{
    Q_OBJECT

public:
    explicit OptionForm(QWidget* parent = nullptr);

    /// Shows these fields, without a signal. Those of the same group stand together in the order given.
    void setFields(const std::vector<FormField>& fields);

    /// Throws: nothing; a name that is not in the form is not found.
    OptionRow* row(const std::string& name) const;
    const std::vector<OptionRow*>& rows() const { return m_rows; }

    /// Shows a value set elsewhere. Emits edited() when it is another.
    void setValue(const std::string& name, const OptionValue& value);

    bool isValid() const;
    QString firstProblem() const; ///< "Learning rate: found \"-4\", expected ..."; empty: none
    int changedCount() const;     ///< rows that differ from their preset
    void reset();                 ///< all to their presets

signals:
    void edited(const QString& name, const tastescope::OptionValue& value);
    void validityChanged();

private:
    bool fits(const std::vector<FormField>& fields) const;
    void addHeading(const std::string& group, bool first);

    QVBoxLayout* m_layout;
    std::vector<OptionRow*> m_rows;
};

} // namespace tastescope::ui
