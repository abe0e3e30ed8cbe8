#pragma once

#include "core/models/bpr/bpr_options.h"
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

    /// Triplets a second with all cores, as if none hindered another; 0: it could not be measured. None: not known yet.
    std::optional<double> rate(const BprOptions& options) const;

    /// Unless it is known or under way.
    void measure(const BprOptions& options);

signals:
    void measured();

private:
    void forget();

    using Way = std::pair<Optimiser, int>; ///< and dimension: what the pace depends on

    const OpenData& m_data;
    std::map<Way, double> m_rates;
    std::optional<Way> m_measuring;
    AnswerRunner m_runner; ///< of its own: the workspace's answers what a person looks at
};

} // namespace tastescope::ui
