#pragma once

#include "core/experiment/sweep_config.h"

#include <QWidget>

#include <map>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace tastescope::ui {

class MeasureBox;
class OptionForm;
class SearchRow;
class Workspace;

/// The form of a new sweep: which model, which options vary and how, how many trials, and what they cost.
class NewSweepPanel : public QWidget
{
    Q_OBJECT

public:
    explicit NewSweepPanel(Workspace& workspace, QWidget* parent = nullptr);

    /// What the form says. Throws: Error in words when it cannot be run.
    SweepConfig config() const;
    void setConfig(const SweepConfig& config);

    SearchRow* row(const std::string& option) const; ///< null: the model has no such option
    OptionForm* searchForm() const { return m_search; }
    MeasureBox* measureBox() const { return m_measure; }
    QPushButton* runButton() const { return m_run; }

signals:
    void closed();
    void started();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeFields();
    QWidget* makeFoot();
    void makeRows(const ModelOptions& model);
    void showSearch(const SweepConfig& config);
    void takeSearch(SweepConfig& config) const;
    void applyPreset();
    void offerMeasures(const Measure& chosen);
    void refresh();
    QString showCost(const SweepConfig& config); ///< why it would be refused; empty: it fits
    void run();

    Workspace& m_workspace;
    ModelOptions m_model;
    std::string m_dataset;
    QComboBox* m_presets = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_models = nullptr;
    MeasureBox* m_measure = nullptr; ///< what the trials will be judged by
    OptionForm* m_search = nullptr;  ///< how it searches and evaluates, made from the field tables
    QVBoxLayout* m_rowsLayout = nullptr;
    std::vector<SearchRow*> m_rows;
    QLabel* m_needs = nullptr;
    QLabel* m_time = nullptr;
    QLabel* m_problem = nullptr;
    QPushButton* m_run = nullptr;
    bool m_filling = false; ///< many fields at once
};

/// Five learning rates around the usual one, all else as the next run has it.
SweepConfig fiveLearningRates(const ModelOptions& options);

} // namespace tastescope::ui
