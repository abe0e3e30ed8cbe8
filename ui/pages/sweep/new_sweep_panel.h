#pragma once

#include "core/experiment/sweep_config.h"

#include <QWidget>

#include <map>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QVBoxLayout;

namespace tastescope::ui {

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
    void applyPreset();
    void refresh();
    void showCost(const SweepConfig& config);
    void run();

    Workspace& m_workspace;
    ModelOptions m_model;
    std::string m_dataset;
    QComboBox* m_presets = nullptr;
    QLineEdit* m_name = nullptr;
    QComboBox* m_models = nullptr;
    QComboBox* m_schedulers = nullptr;
    QSpinBox* m_points = nullptr;
    QSpinBox* m_seeds = nullptr;
    QSpinBox* m_jobs = nullptr;
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
