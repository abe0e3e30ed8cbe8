#pragma once

#include "core/experiment/next_item_measure.h"
#include "ui/session/answer_runner.h"

#include <QObject>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tastescope::ui {

class HistorySession;
class OpenData;
class RunBook;
class RunChoices;
class RunSync;
struct SessionRun;

/// The runs that say what comes next: those of models that go by the order of time on the open data, and those of other
/// programs. Measures them one after the other on a thread of its own, keeps what each question got in the workspace,
/// and knows which of them the others are held against.
class SequenceSession : public QObject
{
    Q_OBJECT

public:
    SequenceSession(const OpenData& data, const RunBook& runs, RunSync& sync, RunChoices& choices,
                    const HistorySession& history);

    /// Nothing comes next where there are no times.
    bool hasTimes() const;

    /// Of the open data and imported ones, oldest first.
    std::vector<const SessionRun*> runs() const;

    /// The run that is looked at: the current one where it is among them, else the newest. Null: there are none.
    const SessionRun* focus() const;
    void setFocus(int id);

    /// What the others are held against: the baseline of the window where it is among them, else the one chosen here,
    /// else the oldest imported one, else the oldest. Null: there are none.
    const SessionRun* baseline() const;
    void setBaseline(int id);

    enum class State { NotMeasured, Waiting, Measuring, Measured, Failed, NoModel };
    State state(int run) const;
    QString problem(int run) const; ///< of a failure

    /// By which question all figures are.
    NextItemProtocol protocol() const { return m_protocol; }
    void setProtocol(NextItemProtocol protocol);

    /// Null: not measured yet by the protocol. run 0: the most frequent items.
    const NextItemRanks* ranks(int run) const;
    const NextItemSummary* figures(int run) const;

    /// To the baseline's, paired. Null: it is the baseline, one of both was not measured, or they are being worked out.
    const NextItemDifferences* differences(int run);

    /// The transformer a run is asked as; null: it is none, or not here yet: then it is read, and changed() tells.
    std::shared_ptr<const TransformerModel> transformer(int run);

    /// Measures it once its model is here. Nothing where that is under way or done.
    void measure(int run);
    void measureAll();
    void cancel(); ///< whatever is measured or waits
    bool isMeasuring() const { return m_measuring != 0 || !m_waiting.empty(); }

signals:
    void changed(); ///< runs, figures, focus or baseline

private:
    struct Kept
    {
        std::string model; ///< its hash: a run that was trained on has other figures
        std::shared_ptr<const NextItemRanks> ranks;
        NextItemSummary figures;
        QString problem;
    };
    struct Measured
    {
        std::shared_ptr<const NextItemRanks> ranks;
        NextItemSummary figures;
    };
    static Measured measured(NextItemRanks ranks);
    static std::string hashOf(const SessionRun& run); ///< of what is measured

    void followData();
    void followRun(int id);
    bool isAmong(const SessionRun& run) const;
    void next();
    void begin(const SessionRun& run);
    void take(int id, NextItemProtocol protocol, const std::string& model, const Outcome<Measured>& outcome);
    void measurePopularity();
    const SessionRun* ready(int id); ///< null: its model is still to be read

    const OpenData& m_data;
    const RunBook& m_runs;
    RunSync& m_sync;
    RunChoices& m_choices;
    const HistorySession& m_history;
    NextItemProtocol m_protocol = NextItemProtocol::Right;
    std::map<std::pair<int, NextItemProtocol>, Kept> m_kept;
    std::map<std::array<int, 3>, std::shared_ptr<const NextItemDifferences>>
        m_differences;                                                 ///< by protocol, run, baseline
    std::map<int, std::shared_ptr<const TransformerModel>> m_imported; ///< null: it is being read, or cannot be
    std::vector<int> m_waiting;
    int m_measuring = 0; ///< run
    int m_chosenBaseline = 0;
    int m_chosenFocus = 0;
    QObject m_popularAsker;
    QObject m_importAsker;
    Worker m_reader;         ///< of imported weights
    AnswerRunner m_measurer; // of its own: whole data take seconds, and one user's answer must not wait
};

} // namespace tastescope::ui
