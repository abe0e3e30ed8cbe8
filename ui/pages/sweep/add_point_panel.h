#pragma once

#include "core/base/option_field.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace tastescope::ui {

class OptionForm;
class SweepSession;
struct SweepView;

/// One more trial of the sweep that is shown, with values of the person's own.
class AddPointPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AddPointPanel(SweepSession& sweeps, QWidget* parent = nullptr);

    /// The values of the trial at the cursor, and of the axis this one where it is given.
    void prepare(const SweepView& view, const std::optional<double>& x);

    OptionForm* form() const { return m_form; }
    QPushButton* runButton() const { return m_run; }

signals:
    void closed();

private:
    void run();
    void refresh();

    SweepSession& m_sweeps;
    OptionForm* m_form;
    QLabel* m_words;
    QPushButton* m_run;
};

} // namespace tastescope::ui
