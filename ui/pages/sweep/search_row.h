#pragma once

#include "core/experiment/search_space.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace tastescope::ui {

class ElidedLabel;

/// One option in the form of a sweep: fixed at a value, or searched: a few values, or between bounds. What is typed is
/// read by the engine, whose words say what is wrong with it; choices are chosen, nobody types them.
class SearchRow : public QWidget
{
    Q_OBJECT

public:
    SearchRow(ModelOptions model, OptionInfo info, QWidget* parent = nullptr);

    const OptionInfo& info() const { return m_info; }

    void setFixed(const OptionValue& value);
    void setAxis(const SearchAxis& axis);

    bool isSearched() const;
    bool isValid() const { return m_problem.isEmpty(); }
    const QString& problem() const { return m_problem; }

    /// What the row says; not valid: what it said last.
    const OptionValue& value() const { return m_value; }
    const std::optional<SearchAxis>& axis() const { return m_axis; } ///< none: fixed

    QComboBox* kinds() const { return m_kinds; }
    QLineEdit* field() const { return m_field; }      ///< hidden where there are choices
    QComboBox* oneOf() const { return m_one; }        ///< the fixed choice; null: it is a number
    QPushButton* someOf() const { return m_several; } ///< opens those that are searched; likewise

signals:
    void edited();

private:
    void suggest(); ///< a search around the fixed value, where another kind was chosen
    void read();
    void updateLook();
    void makeChoices();
    void showChoices();
    void fillChoices(); ///< of the menu
    void take(const QString& choice, bool in);
    QStringList chosen() const;

    ModelOptions m_model;
    OptionInfo m_info;
    OptionValue m_value;
    std::optional<SearchAxis> m_axis;
    QString m_problem;
    ElidedLabel* m_label;
    QComboBox* m_kinds;
    QLineEdit* m_field;
    QLabel* m_words;
    QComboBox* m_one = nullptr;
    QPushButton* m_several = nullptr;
};

} // namespace tastescope::ui
