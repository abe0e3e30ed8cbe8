#include "ui/session/next_run.h"

#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_jobs.h"

namespace tastescope::ui {

double gentlerRate(const BprOptions& options)
{
    return shortest(options.learningRate / 10).toDouble(); // as it is told
}

NextRun::NextRun(const OpenData& data, RunJobs& jobs, RunChoices& choices)
    : m_data(data),
      m_jobs(jobs),
      m_choices(choices),
      m_options(BprOptions{}),
      m_others{PopularityOptions{}, UserKnnOptions{}}
{
}

void NextRun::setOptions(const ModelOptions& options)
{
    if (options == m_options)
        return;
    if (options.index() != m_options.index())
        m_others.push_back(m_options);
    std::erase_if(m_others, [&](const ModelOptions& other) { return other.index() == options.index(); });
    m_options = options;
    emit optionsChanged();
}

void NextRun::setModel(std::string_view name)
{
    for (const ModelOptions& other : m_others) {
        if (modelName(other) == name) {
            setOptions(ModelOptions(other));
            return;
        }
    }
}

int NextRun::train(const ModelOptions& options)
{
    if (!m_data.dataset())
        return 0;
    RunConfig config;
    config.dataset = m_data.source().paths.join(QLatin1Char(' ')).toStdString();
    config.model = options;
    const int id = m_jobs.start(std::move(config), m_data.dataset());
    m_choices.setCurrent(id);
    return id;
}

void NextRun::trainGentler(const BprOptions& diverged)
{
    BprOptions gentler = diverged;
    gentler.learningRate = gentlerRate(diverged);
    setOptions(gentler);
    train();
}

} // namespace tastescope::ui
