#include "ui/session/pace_session.h"

#include "core/base/parallel.h"
#include "core/data/dataset.h"
#include "core/experiment/pace_probe.h"
#include "core/models/model_kind.h"
#include "ui/session/open_data.h"

namespace tastescope::ui {

PaceSession::PaceSession(const OpenData& data, QObject* parent) : QObject(parent), m_data(data)
{
    connect(&data, &OpenData::changed, this, &PaceSession::forget);
}

void PaceSession::forget()
{
    m_rates.clear();
    m_measuring.reset();
    m_runner.forget(this);
}

std::optional<double> PaceSession::rate(const ModelOptions& options) const
{
    const auto known = m_rates.find(paceKey(options));
    return known == m_rates.end() ? std::nullopt : std::optional(known->second);
}

void PaceSession::measure(const ModelOptions& options)
{
    const std::string way = paceKey(options);
    if (!m_data.dataset() || m_measuring == way || m_rates.contains(way))
        return;
    m_measuring = way;
    m_runner.ask(
        this,
        [options, dataset = m_data.dataset()](const JobContext& job) {
            return measureSampleRate(options, *dataset, job);
        },
        [this, way](const Outcome<double>& outcome) {
            m_measuring.reset();
            const auto* rate = std::get_if<double>(&outcome);
            m_rates[way] = rate ? *rate * Workers().count() : 0;
            emit measured();
        });
}

} // namespace tastescope::ui
