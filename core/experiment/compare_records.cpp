#include "core/experiment/compare_records.h"

#include "core/base/epochs.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace tastescope {

namespace {

bool sameBits(double a, double b)
{
    return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

/// Looks at one value after the other and keeps the first that differs.
class FirstDifference
{
public:
    void look(const std::string& name, double recorded, double again)
    {
        if (!sameBits(recorded, again))
            take(name, toText(OptionValue(again)), toText(OptionValue(recorded)));
    }

    void look(const std::string& name, std::int64_t recorded, std::int64_t again)
    {
        if (recorded != again)
            take(name, std::to_string(again), std::to_string(recorded));
    }

    void look(const std::string& name, const std::string& recorded, const std::string& again)
    {
        if (recorded != again)
            take(name, again, recorded);
    }

    void say(const std::string& difference)
    {
        if (m_text.empty())
            m_text = difference;
    }

    bool found() const { return !m_text.empty(); }
    const std::string& text() const { return m_text; }

private:
    void take(const std::string& name, const std::string& again, const std::string& recorded)
    {
        say(name + " " + again + ", recorded " + recorded);
    }

    std::string m_text;
};

/// Calls look(title, recorded, again) for each figure of both: an older program may have measured fewer of them.
template<typename Value, typename Look>
void lookAtShared(FirstDifference& first, const NamedFigures<Value>& recorded, const NamedFigures<Value>& again,
                  const Look& look)
{
    bool isShared = recorded.isEmpty() && again.isEmpty();
    for (std::size_t i = 0; i < recorded.size(); ++i)
        if (const auto now = again.find(recorded.names()[i])) {
            look(metricTitle(recorded.names()[i]), recorded.values()[i], *now);
            isShared = true;
        }
    if (!isShared)
        first.say("other figures were measured");
}

void lookAtFigures(FirstDifference& first, const std::string& of, const Estimates& recorded, const Estimates& again)
{
    lookAtShared(first, recorded, again, [&](const std::string& title, const Estimate& before, const Estimate& now) {
        first.look(of + title, before.value, now.value);
        first.look(of + title + ", lower bound", before.low, now.low);
        first.look(of + title + ", upper bound", before.high, now.high);
    });
}

void lookAtUsers(FirstDifference& first, const UserResults& recorded, const UserResults& again)
{
    if (recorded.users.empty() || again.users.empty())
        return; // one of them was read without what each user got
    if (recorded.metrics != again.metrics || recorded.users != again.users || recorded.positives != again.positives) {
        first.say("other users or metrics were measured");
        return;
    }
    for (std::size_t i = 0; !first.found() && i < recorded.values.size(); ++i) {
        const std::size_t metric = i % recorded.metrics.size();
        const auto user = static_cast<std::size_t>(recorded.users[i / recorded.metrics.size()]);
        first.look(recorded.metrics[metric] + " of user number " + std::to_string(user), recorded.values[i],
                   again.values[i]);
    }
}

std::string evaluationDifference(const Evaluation& recorded, const Evaluation& again)
{
    FirstDifference first;
    first.look("protocol", std::string(toText(recorded.protocol)), std::string(toText(again.protocol)));
    first.look("users", recorded.users, again.users);
    first.look("positives", recorded.positives, again.positives);
    first.look("longest list", recorded.longestList, again.longestList);
    lookAtFigures(first, "", recorded.model, again.model);
    lookAtFigures(first, "chance: ", recorded.chance, again.chance);
    lookAtFigures(first, "most-popular: ", recorded.popularity, again.popularity);
    first.look("share of ties", recorded.tiedShare, again.tiedShare);
    first.look("scores that are no number", recorded.notANumber, again.notANumber);
    lookAtUsers(first, recorded.perUser, again.perUser);
    return first.text();
}

std::string endDifference(const RunRecord& recorded, const RunRecord& again)
{
    FirstDifference first;
    first.look("state", std::string(toText(recorded.state)), std::string(toText(again.state)));
    if (bestValidatedEpoch(recorded.epochs) > 0) // older programs called the last one the best where none was measured
        first.look("best epoch", std::int64_t{recorded.bestEpoch}, std::int64_t{again.bestEpoch});
    return first.text();
}

/// The epochs that are the same from the first on; fills in the first that is not.
void compareEpochs(const RunRecord& recorded, const RunRecord& again, RecordComparison& comparison)
{
    const std::size_t both = std::min(recorded.epochs.size(), again.epochs.size());
    for (std::size_t i = 0; i < both; ++i) {
        comparison.difference = epochDifference(recorded.epochs[i], again.epochs[i]);
        if (!comparison.difference.empty()) {
            comparison.first = RecordPart::Epoch;
            comparison.epoch = recorded.epochs[i].epoch;
            return;
        }
        ++comparison.epochs;
    }
    if (recorded.epochs.size() == again.epochs.size())
        return;
    comparison.first = RecordPart::Epoch;
    comparison.epoch = comparison.epochs + 1;
    comparison.difference =
        recorded.epochs.size() > both ? "there is none, one is recorded" : "there is one, none is recorded";
}

} // namespace

std::string epochDifference(const EpochFinished& recorded, const EpochFinished& again)
{
    FirstDifference first;
    first.look("number of the epoch", std::int64_t{recorded.epoch}, std::int64_t{again.epoch});
    first.look("training loss", recorded.trainLoss, again.trainLoss);
    first.look("learning rate", recorded.learningRate, again.learningRate);
    if (recorded.validation.isEmpty() != again.validation.isEmpty())
        first.say(recorded.validation.isEmpty() ? "it was evaluated, recorded it was not" : "it was not evaluated");
    lookAtShared(first, recorded.validation, again.validation,
                 [&first](const std::string& title, double before, double now) { first.look(title, before, now); });
    if (recorded.isBest != again.isBest && recorded.validation.mrr()) // as in endDifference()
        first.say(again.isBest ? "it is the best so far, recorded it is not" : "it is not the best so far");
    return first.text();
}

RecordComparison compareRecords(const RunRecord& recorded, const RunRecord& again)
{
    RecordComparison comparison;
    const auto differs = [&comparison](RecordPart part, const std::string& difference) {
        if (!difference.empty()) {
            comparison.first = part;
            comparison.difference = difference;
        }
        return !difference.empty();
    };
    if (differs(RecordPart::Settings, trainsTheSame(recorded.config, again.config) ? "" : "the settings differ"))
        return comparison;
    FirstDifference data;
    data.look("hash of the data", recorded.dataset.hash, again.dataset.hash);
    if (differs(RecordPart::Data, data.text()))
        return comparison;
    compareEpochs(recorded, again, comparison);
    if (!comparison.identical() || differs(RecordPart::End, endDifference(recorded, again)))
        return comparison;
    FirstDifference weights;
    weights.look("SHA-256 of the weights", recorded.modelSha256, again.modelSha256);
    if (!recorded.modelSha256.empty()) {
        if (differs(RecordPart::Weights, weights.text()))
            return comparison;
        comparison.comparedModel = true;
    }
    for (const auto& [part, evaluation] :
         {std::pair(RecordPart::Validation, &RunRecord::validation), std::pair(RecordPart::Test, &RunRecord::test)}) {
        if (!(recorded.*evaluation) || !(again.*evaluation))
            continue;
        if (differs(part, evaluationDifference(*(recorded.*evaluation), *(again.*evaluation))))
            return comparison;
        ++comparison.comparedParts;
    }
    if (recorded.refit && again.refit) {
        FirstDifference refit;
        refit.look("SHA-256 of the refitted weights", recorded.refit->modelSha256, again.refit->modelSha256);
        differs(RecordPart::Weights, refit.text());
    }
    return comparison;
}

std::string toText(const RecordComparison& comparison)
{
    switch (comparison.first) {
    case RecordPart::Nothing:
        break;
    case RecordPart::Epoch:
        return "first difference at epoch " + std::to_string(comparison.epoch) + ": " + comparison.difference;
    case RecordPart::Validation:
        return "first difference on validation: " + comparison.difference;
    case RecordPart::Test:
        return "first difference on test: " + comparison.difference;
    default:
        return "first difference: " + comparison.difference;
    }
    std::string text = "bit-identical";
    if (comparison.epochs > 0)
        text += ", " + std::to_string(comparison.epochs) + (comparison.epochs == 1 ? " epoch" : " epochs");
    if (comparison.comparedModel)
        text += ", same weights";
    if (comparison.comparedParts > 0)
        text += comparison.comparedModel ? " and same figures" : ", same figures";
    return text;
}

} // namespace tastescope
