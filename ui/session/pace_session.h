#pragma once

#include "core/models/model_options.h"
#include "ui/session/answer_runner.h"

#include <map>
#include <memory>
#include <optional>

namespace tastescope::ui {

class OpenData;

/// How fast this machine trains on the open data, for estimates before the first run. Measured on a thread of its own,
/// one way of training after the other, so that no answer waits for it. When other data are opened it is forgotten, and
/// a measurement that is under way is withdrawn.
class PaceSession : public QObject
{
    Q_OBJECT

public:
    explicit PaceSession(const OpenData& data, QObject* parent = nullptr);

    /// Samples a second with all cores, as if none hindered another; 0: it could not be measured. None: not known yet.
    std::optional<double> rate(const ModelOptions& options) const;

    bool isMeasuring() const { return m_measuring.has_value(); } ///< one is under way

    /// Unless it is known or under way.
    void measure(const ModelOptions& options);

signals:
    void measured();

private:
    void forget();

    const OpenData& m_data;
    std::map<std::string, double> m_rates; ///< by paceKey()
    std::optional<std::string> m_measuring;
    AnswerRunner m_runner; ///< of its own: the workspace's answers what a person looks at
};

} // namespace tastescope::ui
