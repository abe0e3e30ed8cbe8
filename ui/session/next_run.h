#pragma once

#include "core/base/memory_need.h"
#include "core/models/model_options.h"

#include <QObject>

#include <optional>
#include <string_view>
#include <vector>

namespace tastescope::ui {

class OpenData;
class RunChoices;
class RunJobs;
class Settings;

/// The learning rate to try after this one diverged: a tenth. None: the model has no learning rate.
std::optional<double> gentlerRate(const ModelOptions& options);

/// The settings of the run to come: a model, and the options last set for each. They are kept, also for the next start.
class NextRun : public QObject
{
    Q_OBJECT

public:
    NextRun(const OpenData& data, RunJobs& jobs, RunChoices& choices, Settings& settings);

    const ModelOptions& options() const { return m_options; }
    void setOptions(const ModelOptions& options);

    /// The options last set for a model, else its defaults. Throws: Error when there is no such model.
    ModelOptions optionsOf(std::string_view name) const;

    /// Changes to another model and the options last set for it.
    void setModel(std::string_view name);

    /// What a run of options() takes; nothing without a dataset.
    MemoryNeed memory() const;

    /// Queues a run of options(); it becomes the current one. Returns its id; 0 without a dataset.
    int train() { return train(m_options); }

    /// Likewise of other options, which are not remembered.
    int train(const ModelOptions& options);

    /// Queues the settings of a run that diverged at gentlerRate().
    void trainGentler(const ModelOptions& diverged);

signals:
    void optionsChanged();

private:
    void take(); ///< of the settings
    void keep() const;

    const OpenData& m_data;
    RunJobs& m_jobs;
    RunChoices& m_choices;
    Settings& m_settings;
    ModelOptions m_options;
    std::vector<ModelOptions> m_others; ///< of the models not chosen now
};

} // namespace tastescope::ui
