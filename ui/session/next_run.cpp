#include "ui/session/next_run.h"

#include "core/experiment/run_cost.h"
#include "core/models/model_kind.h"
#include "ui/session/first_steps.h"
#include "ui/session/numbers.h"
#include "ui/session/open_data.h"
#include "ui/session/run_choices.h"
#include "ui/session/run_jobs.h"
#include "ui/session/settings.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace tastescope::ui {

std::optional<double> gentlerRate(const ModelOptions& options)
{
    const std::optional<double> rate = learningRateOf(options);
    return rate ? std::optional(shortest(*rate / 10).toDouble()) : std::nullopt; // as it is told
}

namespace {

const QString nextRunKey = QStringLiteral("nextRun"); // the options of each model as JSON, those of the next run first

} // namespace

NextRun::NextRun(const OpenData& data, RunJobs& jobs, RunChoices& choices, Settings& settings)
    : m_data(data),
      m_jobs(jobs),
      m_choices(choices),
      m_settings(settings),
      m_options(defaultOptions(learningModel))
{
    take();
}

// What another version wrote and this one cannot read is left out: then the defaults hold.
void NextRun::take()
{
    const QStringList kept = m_settings.value(nextRunKey).toStringList();
    for (qsizetype i = 0; i < kept.size(); ++i) {
        try {
            const ModelOptions options = readModelOptions(Json::parse(kept[i].toStdString()), "settings");
            if (i == 0)
                m_options = options;
            else if (&modelKind(options) != &modelKind(m_options))
                m_others.push_back(options);
        } catch (const std::exception&) {
            continue;
        }
    }
}

void NextRun::keep() const
{
    QStringList kept{QString::fromStdString(toJson(m_options).dump())};
    for (const ModelOptions& other : m_others)
        kept << QString::fromStdString(toJson(other).dump());
    m_settings.setValue(nextRunKey, kept);
}

void NextRun::setOptions(const ModelOptions& options)
{
    if (options == m_options)
        return;
    if (&modelKind(options) != &modelKind(m_options))
        m_others.push_back(m_options);
    std::erase_if(m_others, [&](const ModelOptions& other) { return &modelKind(other) == &modelKind(options); });
    m_options = options;
    keep();
    emit optionsChanged();
}

ModelOptions NextRun::optionsOf(std::string_view name) const
{
    if (modelName(m_options) == name)
        return m_options;
    const auto known = std::ranges::find(m_others, name, modelName);
    return known == m_others.end() ? defaultOptions(name) : *known;
}

void NextRun::setModel(std::string_view name)
{
    if (modelName(m_options) != name)
        setOptions(optionsOf(name));
}

MemoryNeed NextRun::memory() const
{
    if (!m_data.dataset())
        return {};
    RunConfig config;
    config.model = m_options;
    return runMemory(config, m_data.opened().size);
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

void NextRun::trainGentler(const ModelOptions& diverged)
{
    ModelOptions gentler = diverged;
    setOption(gentler, "learning_rate", gentlerRate(diverged).value());
    setOptions(gentler);
    train();
}

} // namespace tastescope::ui
