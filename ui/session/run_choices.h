#pragma once

#include <QObject>
#include <QVariant>

#include <vector>

namespace tastescope::ui {

class OpenData;
class RunBook;
class RunSync;
class Settings;
struct SessionRun;

/// Which of the book's runs is in front, which is the baseline, and which are compared. The last two are kept in the
/// settings, with the runs that are hidden; models of a chosen run are read when they are not here.
class RunChoices : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostCompared = 6;

    RunChoices(const OpenData& data, RunBook& runs, RunSync& sync, Settings& settings);

    /// The run whose model answers and whose curve is in front; null: none.
    const SessionRun* current() const;
    void setCurrent(int id);

    /// What other runs are measured against; 0: nothing, or a run of other data.
    int baseline() const;
    void setBaseline(int id);

    /// The runs pinned to be compared, in the order they were pinned, at most mostCompared; none of other data.
    std::vector<int> compared() const;
    void setCompared(const std::vector<int>& ids);

signals:
    void currentChanged(); ///< another run, or what is known of it
    void baselineChanged();
    void comparedChanged();

private:
    bool isOfOpenData(int id) const;
    void followData();
    void follow(int id);
    void chooseCurrent(); ///< the newest of the open data, when none is chosen
    void take();          ///< of the settings, when the history was read
    void keep();          ///< in the settings
    void forget(int id);

    const OpenData& m_data;
    RunBook& m_runs;
    RunSync& m_sync;
    Settings& m_settings;
    int m_current = 0;
    int m_baseline = 0;
    std::vector<int> m_compared;
    QVariantList m_kept; ///< as the settings have them
};

} // namespace tastescope::ui
