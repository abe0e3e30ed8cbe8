#pragma once

#include "core/experiment/sweep.h"
#include "ui/session/answer_runner.h"

#include <map>
#include <memory>
#include <vector>

namespace tastescope::ui {

class OpenData;
class SweepSession;

/// A sweep under the name it is listed by.
struct NamedSweep
{
    QString name;
    const Sweep* sweep = nullptr; ///< never null; as long as nothing changed
};

/// Further sweeps of the open data that are held against the open one, up to four in all. They are read from their
/// files when they are chosen, and again when they ended.
class SweepsBeside : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t most = 4; ///< with the open one

    SweepsBeside(SweepSession& sweeps, const OpenData& data, QObject* parent = nullptr);

    std::vector<QString> offered() const; ///< all but the open one, newest first
    bool isChosen(const QString& name) const { return m_chosen.contains(name); }
    bool canChoose() const { return m_chosen.size() + 1 < most; } ///< one more
    void choose(const QString& name, bool isBeside);

    /// The open one first, then those that are read, in the order of offered(); empty: there is none beside it.
    std::vector<NamedSweep> shown() const;

signals:
    void changed();
    void failed(const QString& title, const QString& message);

private:
    struct Chosen
    {
        std::unique_ptr<QObject> asker = std::make_unique<QObject>();
        std::shared_ptr<const Sweep> sweep = nullptr; ///< null: being read
    };

    void read(const QString& name);
    void followSweeps();

    SweepSession& m_sweeps;
    const OpenData& m_data;
    std::map<QString, Chosen> m_chosen;
    AnswerRunner m_reader; // of its own: a large sweep takes a while to read
};

} // namespace tastescope::ui
