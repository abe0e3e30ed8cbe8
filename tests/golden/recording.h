#pragma once

#include "ui/session/run_curve.h"
#include "ui/session/run_jobs.h"

#include <QFile>
#include <QStringList>

#include <array>
#include <vector>

/// What a real run told its page, kept as a text, so that a run under way looks the same each time.
namespace golden {

using tastescope::EpochFinished;
using tastescope::Figures;
using tastescope::JobEvent;
using tastescope::TrainingStarted;
using tastescope::TrainingTick;

inline QString recordingFile(const QString& name)
{
    return QStringLiteral(SOURCE_ROOT "/tests/golden/%1.events").arg(name);
}

constexpr std::array figureNames{"mrr", "hit-1", "hit-5", "hit-10", "ndcg-10"};

inline QStringList figuresText(const Figures& figures)
{
    QStringList text;
    for (const char* name : figureNames)
        text << QString::number(figures.find(name).value_or(0), 'g', 6);
    return text;
}

/// One event a line: its kind, then its fields in their order. A tick stands before the epoch it belongs to.
inline bool writeRecording(const QString& name, const tastescope::ui::RunCurve& curve)
{
    const auto number = [](double value) { return QString::number(value, 'g', 6); };
    QStringList lines;
    if (const auto& start = curve.start)
        lines << (QStringList{QStringLiteral("started"), QString::number(start->epochs),
                              QString::number(start->samplesPerEpoch), QString::number(start->users),
                              QString::number(start->positives), QString::number(start->negatives)}
                  + figuresText(start->chance) + figuresText(start->popularity))
                     .join(' ');
    for (const EpochFinished& epoch : curve.epochs) {
        for (const TrainingTick& tick : curve.ticks)
            if (tick.epoch > epoch.epoch - 1 && tick.epoch <= epoch.epoch)
                lines << QStringList{QStringLiteral("tick"), number(tick.epoch), number(tick.loss),
                                     number(tick.samplesPerSecond), number(tick.seconds)}
                             .join(' ');
        lines << (QStringList{QStringLiteral("epoch"), QString::number(epoch.epoch), number(epoch.trainLoss)}
                  + figuresText(epoch.validation)
                  + QStringList{number(epoch.trainSeconds), number(epoch.evaluateSeconds), number(epoch.saveSeconds),
                                number(epoch.samplesPerSecond), number(epoch.learningRate),
                                epoch.isBest ? QStringLiteral("best") : QStringLiteral("-")})
                     .join(' ');
    }
    QFile file(recordingFile(name));
    const QByteArray text = (lines.join('\n') + '\n').toLatin1();
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/// The events up to this epoch's end; empty: there is no such recording.
inline std::vector<JobEvent> recording(const QString& name, int epochs)
{
    QFile file(recordingFile(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    std::vector<JobEvent> events;
    for (const QString& line : QString::fromLatin1(file.readAll()).split('\n', Qt::SkipEmptyParts)) {
        const QStringList words = line.split(' ');
        const auto at = [&](int i) { return words.value(i).toDouble(); };
        const auto whole = [&](int i) { return words.value(i).toInt(); };
        const auto figures = [&](int i) {
            return Figures{{"mrr", at(i)},
                           {"hit-1", at(i + 1)},
                           {"hit-5", at(i + 2)},
                           {"hit-10", at(i + 3)},
                           {"ndcg-10", at(i + 4)}};
        };
        if (words[0] == QLatin1String("started"))
            events.push_back(TrainingStarted{.epochs = whole(1),
                                             .samplesPerEpoch = whole(2),
                                             .users = whole(3),
                                             .positives = whole(4),
                                             .negatives = whole(5),
                                             .chance = figures(6),
                                             .popularity = figures(11)});
        else if (words[0] == QLatin1String("tick"))
            events.push_back(TrainingTick{at(1), at(2), at(3), at(4)});
        else if (whole(1) <= epochs)
            events.push_back(EpochFinished{whole(1), at(2), figures(3), at(8), at(9), at(10), at(11), at(12),
                                           words.value(13) == QLatin1String("best")});
        if (words[0] == QLatin1String("epoch") && whole(1) >= epochs)
            break;
    }
    return events;
}

/// Tells the events when a run begins, and then does not let it go on until it is stopped.
class Player final : public tastescope::RunObserver
{
public:
    explicit Player(std::vector<JobEvent> events) : m_events(std::move(events)) {}

    void begun(const tastescope::ObservedRun& run) override
    {
        for (const JobEvent& event : m_events)
            run.job.report(event);
        tastescope::PauseGate closed;
        closed.pause();
        closed.wait(run.job.stop);
    }

private:
    std::vector<JobEvent> m_events;
};

} // namespace golden
